import { csvLine } from '../csv.ts';
import type { RowFault } from './imported-user.ts';
import type { SourceFile, SourceRow } from './source-file.ts';
import { errorColumn, isPlainPassword } from './targets.ts';

/** A row with what is to be mended in it. */
export interface FailedRow {
  row: SourceRow;
  error: string;
}

/**
 * The rows that failed as a file to be mended and sent again: of the same form and with the same columns as
 * they came in, and a column that says what is wrong, of which the next import takes no notice. Passwords that
 * were in the file by mistake are left out.
 */
export function failingFile(
  { format, delimiter, columns }: Pick<SourceFile, 'format' | 'delimiter' | 'columns'>,
  failed: readonly FailedRow[],
): { extension: 'csv' | 'json' | 'ndjson'; type: string; text: string } {
  const kept = columns
    .map((column, place) => ({ column, place }))
    .filter(({ column }) => column.toLowerCase() !== errorColumn && !isPlainPassword(column));
  if (format === 'csv') {
    const head = [...kept.map(({ column }) => column), errorColumn];
    const lines = failed.map(({ row, error }) => [
      ...kept.map(({ place }) => textOf(row.cells[place])),
      error,
      ...(row.surplus ?? []),
    ]);
    const text = [head, ...lines].map((cells) => csvLine(cells, delimiter)).join('');
    return { extension: 'csv', type: 'text/csv;charset=utf-8', text: `\uFEFF${text}` };
  }
  const entries = failed.map(({ row, error }) =>
    Object.fromEntries([
      ...kept.flatMap(({ column, place }) =>
        row.cells[place] === undefined ? [] : [[column, row.cells[place]] as const],
      ),
      [errorColumn, error] as const,
    ]),
  );
  return format === 'json'
    ? { extension: 'json', type: 'application/json', text: `${JSON.stringify(entries, null, 2)}\n` }
    : {
        extension: 'ndjson',
        type: 'application/x-ndjson',
        text: entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''),
      };
}

function textOf(cell: unknown): string {
  return typeof cell === 'string' ? cell : cell === undefined ? '' : JSON.stringify(cell);
}

/** What is wrong with a row, in one text. */
export function errorText(faults: readonly RowFault[]): string {
  return faults.map(({ field, detail }) => (field === '' ? detail : `${field}: ${detail}`)).join(' ');
}
