import type { CustomField } from './custom-fields.ts';
import { isJsonObject, type JsonObject } from './merge-patch.ts';

/** A column of the list: what it shows, and how wide it is in pixels where that was chosen. */
export interface Column {
  /** A root attribute, `connection`, `status`, or a path such as `user_metadata.plan`. */
  path: string;
  width?: number | undefined;
}

/** What every list can show, with the words for it. Source: what `fields` takes, Management API GET /api/v2/users */
export const rootColumns: ReadonlyMap<string, string> = new Map([
  ['name', 'User'],
  ['email', 'E-mail'],
  ['email_verified', 'E-mail verified'],
  ['username', 'Username'],
  ['phone_number', 'Phone'],
  ['given_name', 'Given name'],
  ['family_name', 'Family name'],
  ['nickname', 'Nickname'],
  ['user_id', 'user_id'],
  ['connection', 'Connection'],
  ['status', 'Status'],
  ['last_login', 'Last sign-in'],
  ['logins_count', 'Sign-ins'],
  ['last_ip', 'Last IP address'],
  ['created_at', 'Created'],
  ['updated_at', 'Updated'],
]);

/** The columns of a list of which nothing else was said; custom fields that want to be listed come after them. */
export const usualColumns: readonly Column[] = [
  'name',
  'connection',
  'status',
  'last_login',
  'logins_count',
  'created_at',
].map((path) => ({ path }));

/** How narrow and how wide a column can be, in pixels. */
export const columnWidth = { least: 64, most: 800 } as const;
/** How many columns a list can have. */
export const mostColumns = 24;

/** Whether a path names something that a column can show. */
export function isColumn(path: string): boolean {
  return rootColumns.has(path) || /^(user|app)_metadata\.[^\p{Cc}]{1,200}$/u.test(path);
}

/**
 * Reads columns from an address: paths with commas between them, each with its width after a colon
 * where it has one. What cannot be read, and what stands there twice, is left out; with nothing left
 * there are no columns said.
 */
export function readColumns(text: string): Column[] {
  const read = text.split(',').flatMap((part): Column[] => {
    const [path = '', width] = part.split(':').map(decoded);
    if (!isColumn(path)) return [];
    const pixels = width !== undefined && /^\d{1,4}$/.test(width) ? Number(width) : undefined;
    return [pixels === undefined ? { path } : { path, width: within(pixels) }];
  });
  return [...new Map(read.toReversed().map((column) => [column.path, column])).values()]
    .toReversed()
    .slice(0, mostColumns);
}

/** The way back: what `readColumns` reads as these columns. */
export function writeColumns(columns: readonly Column[]): string {
  return columns
    .map(({ path, width }) => {
      const written = path.replace(/[%,:]/g, (char) => encodeURIComponent(char));
      return width === undefined ? written : `${written}:${within(width)}`;
    })
    .join(',');
}

/** The same columns as a question: how wide they are is no reason to ask anew. */
export function withoutWidths(text: string): string {
  return writeColumns(readColumns(text).map(({ path }) => ({ path })));
}

/** The columns of a list: those that were chosen, or the usual ones with the custom fields that want to be there. */
export function columnsOf(text: string, fields: readonly CustomField[]): Column[] {
  const chosen = readColumns(text);
  if (chosen.length > 0) return chosen;
  const custom = fields.filter(({ showInList }) => showInList).map(({ key }) => ({ path: key }));
  return [...usualColumns, ...custom];
}

/** What a column is called: in the configuration's words where it is a custom field. */
export function columnTitle(path: string, fields: readonly CustomField[]): string {
  return fields.find(({ key }) => key === path)?.title ?? rootColumns.get(path) ?? path;
}

/** What of the columns a row of the list does not hold already: it travels as cells, by path. */
export function cellPaths(columns: readonly Column[]): string[] {
  return columns.map(({ path }) => path).filter((path) => path.includes('.') || beyondRow.has(path));
}

const beyondRow: ReadonlySet<string> = new Set(['last_ip', 'updated_at']);

/** A width that a column can have, in whole pixels. */
export function within(pixels: number): number {
  return Math.round(Math.min(columnWidth.most, Math.max(columnWidth.least, pixels)));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

const cellLength = 200;

/**
 * What a column shows of a user: the value, several of them with commas between, JSON of what is deeper.
 * Undefined where there is none.
 */
export function cellOf(path: string, user: JsonObject): string | number | boolean | undefined {
  const value = valueOf(path, user);
  return typeof value === 'string' ? cut(value) : value;
}

/** The same, however long it is. */
export function valueOf(path: string, user: JsonObject): string | number | boolean | undefined {
  const value = path
    .split('.')
    .reduce<unknown>(
      (part, key) => (isJsonObject(part) && Object.hasOwn(part, key) ? part[key] : undefined),
      user,
    );
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const isPlain = Array.isArray(value) && value.every((entry) => typeof entry !== 'object');
  return isPlain ? value.join(', ') : JSON.stringify(value);
}

function cut(text: string): string {
  return text.length > cellLength ? `${text.slice(0, cellLength - 1)}…` : text;
}
