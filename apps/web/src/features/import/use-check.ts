import { RowCheck } from '@rollcall/shared/import/check-rows.ts';
import type { CustomField } from '@rollcall/shared/user/custom-fields.ts';
import { useEffect, useState } from 'react';
import { type ImportDraft, keepDraft } from './draft.ts';

/** How many rows are judged before the page may do something else. */
const atATime = 500;

/** Judges the rows of a file, once; answers how many are judged. */
export function useCheck(draft: ImportDraft, customFields: readonly CustomField[]): number {
  const [done, setDone] = useState(0);
  useEffect(() => {
    if (draft.checked !== undefined) return;
    const check = new RowCheck(draft.columns, customFields);
    const { rows } = draft.file;
    let start = 0;
    const step = () => {
      check.add(rows.slice(start, start + atATime));
      start += atATime;
      setDone(Math.min(start, rows.length));
      if (start >= rows.length) keepDraft({ ...draft, checked: { good: check.good, bad: check.bad } });
      else timer = setTimeout(step);
    };
    let timer = setTimeout(step);
    return () => {
      clearTimeout(timer);
    };
  }, [draft, customFields]);
  return draft.checked === undefined ? done : draft.file.rows.length;
}
