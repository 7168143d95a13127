import { importsRows } from '@rollcall/shared/contract/imports.ts';
import type { GoodRow } from '@rollcall/shared/import/check-rows.ts';
import type { ImportMode } from '@rollcall/shared/import/modes.ts';
import { portions } from '@rollcall/shared/import/portions.ts';
import { importedAttributes, type ImportedAttribute } from '@rollcall/shared/import/targets.ts';
import { useState } from 'react';
import { call } from '../../api/call.ts';

/** What one call brings at most: the BFF reads 256 kB. */
const atOnce = { mostBytes: 200_000, mostRows: 2000 };

interface Wanted {
  connection: string;
  mode: ImportMode;
  file: string;
  send_completion_email: boolean;
  reason: string;
}

/** Brings checked rows to the BFF, where they wait until the import is begun. */
export function useUpload() {
  const [sent, setSent] = useState(0);
  const [error, setError] = useState<unknown>(null);
  const [isRunning, setRunning] = useState(false);

  /** Answers the id of the import; `undefined` where it was refused, as `error` tells. */
  const upload = async (
    rows: readonly GoodRow[],
    { reason, ...wanted }: Wanted,
  ): Promise<string | undefined> => {
    setRunning(true);
    setError(null);
    setSent(0);
    try {
      const body = { ...wanted, attributes: attributesOf(rows), total: rows.length };
      const { data } = await call(importsRows.startImport, { body, reason });
      const params = { operationId: data.id };
      let start = 0;
      for (const some of portions(rows, atOnce)) {
        await call(importsRows.addImportRows, { params, body: { start, rows: some } });
        start += some.length;
        setSent(start);
      }
      return data.id;
    } catch (failure) {
      setError(failure);
      return undefined;
    } finally {
      setRunning(false);
    }
  };
  return { upload, sent, error, isRunning };
}

function attributesOf(rows: readonly GoodRow[]): ImportedAttribute[] {
  const found = new Set(rows.flatMap(({ user }) => Object.keys(user)));
  return Object.keys(importedAttributes).filter(
    (name): name is ImportedAttribute => name in importedAttributes && found.has(name),
  );
}
