import Papa from 'papaparse';
import { isJsonObject } from '../user/merge-patch.ts';
import { mostRows } from './modes.ts';

/** What a file of users can be written in. */
export type FileFormat = 'csv' | 'json' | 'ndjson';

/** One user of a file as the file has it: a value for each column, `undefined` where there is none. */
export interface SourceRow {
  /** Where a person finds it: the row of a spreadsheet, the line of NDJSON, the place in a JSON array. */
  line: number;
  cells: readonly unknown[];
  /** More cells than the file has columns, which nothing can be made of. */
  surplus?: readonly string[];
}

/** A file of users, read but not yet understood. */
export interface SourceFile {
  format: FileFormat;
  /** What stands between cells; CSV only. */
  delimiter: string;
  columns: readonly string[];
  rows: readonly SourceRow[];
}

/** Thrown for a file of which nothing can be imported. The message can be shown as it is. */
export class FileUnreadable extends Error {
  override name = 'FileUnreadable';
}

/**
 * Reads the text of a file: a JSON array, NDJSON (one object on each line), or CSV with commas, semicolons or
 * tabs, whose first row names the columns. Rows without anything in them are left out.
 *
 * @throws {FileUnreadable} where it is none of them, names no columns, or has no or too many users
 */
export function readSourceFile(text: string): SourceFile {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (content.trim() === '') throw new FileUnreadable('The file is empty.');
  const first = content.trimStart().charAt(0);
  const file = first === '[' ? readJson(content) : first === '{' ? readLines(content) : readCsv(content);
  if (file.rows.length === 0) throw new FileUnreadable('There is no user in the file.');
  if (file.rows.length > mostRows) {
    throw new FileUnreadable(
      `There are ${file.rows.length} users in the file. One import takes at most ${mostRows}.`,
    );
  }
  return file;
}

function readJson(text: string): SourceFile {
  let entries: unknown;
  try {
    entries = JSON.parse(text);
  } catch (error) {
    throw new FileUnreadable(`The file begins like JSON, but is none: ${wordsOf(error)}`);
  }
  if (!Array.isArray(entries)) throw new FileUnreadable('The file holds no array of users.');
  return table(
    'json',
    entries.map((entry: unknown, index) => ({ entry, line: index + 1 })),
  );
}

function readLines(text: string): SourceFile {
  // One object alone, over many lines, is no NDJSON, and not rarely what somebody tries first.
  const lines = text.split('\n').map((content, index) => ({ content: content.trim(), line: index + 1 }));
  const entries = lines
    .filter(({ content }) => content !== '')
    .map(({ content, line }) => {
      try {
        const entry: unknown = JSON.parse(content);
        return { entry, line };
      } catch {
        throw new FileUnreadable(
          `Line ${line} is no JSON. Each line has to be one whole object (NDJSON), or the file one array of them.`,
        );
      }
    });
  return table('ndjson', entries);
}

function table(format: 'json' | 'ndjson', entries: readonly { entry: unknown; line: number }[]): SourceFile {
  const places = new Map<string, number>();
  const rows = entries.map(({ entry, line }): SourceRow => {
    if (!isJsonObject(entry)) throw new FileUnreadable(`Entry ${line} is no object.`);
    const cells: unknown[] = [];
    for (const [key, value] of Object.entries(entry)) {
      const place = places.get(key) ?? places.size;
      places.set(key, place);
      cells[place] = value ?? undefined;
    }
    return { line, cells };
  });
  return { format, delimiter: '', columns: [...places.keys()], rows };
}

function readCsv(text: string): SourceFile {
  const { data, errors, meta } = Papa.parse<string[]>(text, { delimitersToGuess: [',', ';', '\t'] });
  const broken = errors.find(({ type }) => type === 'Quotes');
  if (broken !== undefined) {
    throw new FileUnreadable(
      `The quotation marks of row ${(broken.row ?? 0) + 1} are not closed, or stand in the middle of a cell.`,
    );
  }
  const [head = [], ...body] = data;
  const columns = head.map((name) => withoutReturn(name).trim());
  while (columns.at(-1) === '') columns.pop();
  refuseColumns(columns);
  const rows = body.flatMap((cells, index): SourceRow[] => {
    const texts = cells.map(withoutReturn);
    if (texts.every((cell) => cell.trim() === '')) return [];
    const surplus = texts.slice(columns.length);
    return [
      {
        line: index + 2,
        cells: columns.map((_name, place) => texts[place]),
        ...(surplus.every((cell) => cell.trim() === '') ? {} : { surplus }),
      },
    ];
  });
  return { format: 'csv', delimiter: meta.delimiter, columns, rows: withoutApostrophes(rows) };
}

/** Where a file mixes the ends of lines, one half is left at the end of a row. */
function withoutReturn(cell: string): string {
  return cell.endsWith('\r') ? cell.slice(0, -1) : cell;
}

function refuseColumns(columns: readonly string[]): void {
  const nameless = columns.indexOf('');
  if (columns.length === 0 || nameless !== -1) {
    throw new FileUnreadable(
      `The first row has to name the columns, and column ${nameless === -1 ? 1 : nameless + 1} has no name.`,
    );
  }
  const twice = columns.find((name, place) => columns.indexOf(name) < place);
  if (twice !== undefined) throw new FileUnreadable(`Two columns have the name ${twice}.`);
}

/** What a spreadsheet would compute, behind the apostrophe that makes it text. */
const formula = /^'(?='*(?:[;,\s\0]*[=+\-@＝＋－＠]|[\t\r\n\0]))/;
/** What Auth0's export writes without an apostrophe: dates, numbers, booleans, nothing. */
const bare = /^(?:|\d{4}-\d{2}-\d{2}T[\d:.]+Z|-?\d+(?:\.\d+)?|true|false)$/;

function isText(cell: unknown): boolean {
  return typeof cell === 'string' && !bare.test(cell);
}

/**
 * Takes off the apostrophe with which an export makes text of a cell: Auth0's export puts it before every
 * text, others before what a spreadsheet would compute. A name that begins with one keeps it.
 * Source: auth0.com/docs/manage-users/user-migration/bulk-user-exports
 */
function withoutApostrophes(rows: readonly SourceRow[]): readonly SourceRow[] {
  const isOfAuth0 =
    rows.some(({ cells }) => cells.some(isText)) &&
    rows.every(({ cells }) => cells.every((cell) => !isText(cell) || String(cell).startsWith("'")));
  const mark = isOfAuth0 ? /^'/ : formula;
  return rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => (typeof cell === 'string' ? cell.replace(mark, '') : cell)),
  }));
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : 'it cannot be read.';
}
