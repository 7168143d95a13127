import type { Row } from '@rollcall/shared/contract/row.ts';
import { type ReactNode, useState } from 'react';
import { isProblem } from '../lib/problem-error.ts';
import { ReasonField } from '../ui/reason-field.tsx';
import { useAsksForReason } from './conditions.ts';

/** Why an act is done, where the team wants to know. */
export interface Reason {
  text: string;
  /** Whether one is asked for and not given yet. */
  isMissing: boolean;
  /** Where to type it; nothing where none is asked for. */
  field: ReactNode;
}

/** The reason for an act. `error` is how the last try ended: it may have been refused for want of one. */
export function useReason(row: Row, error: unknown, initial = '', fields: readonly string[] = []): Reason {
  const [text, setText] = useState(initial);
  const isWanted = useAsksForReason(row, fields);
  const asks = isWanted || isProblem(error, 'reason_required');
  return {
    text,
    isMissing: asks && text.trim() === '',
    field: asks && <ReasonField value={text} onChange={setText} />,
  };
}
