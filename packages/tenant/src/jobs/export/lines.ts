import type { UserProfile } from '../../store/schema.ts';
import { type ExportField, valueAt } from './fields.ts';

/** How users become the text of a file. */
interface Writer {
  /** What the file begins with. */
  head: string;
  line: (user: UserProfile) => string;
}

/** The writer of a format for these columns. */
export function writerOf(format: 'csv' | 'json', fields: readonly ExportField[]): Writer {
  return format === 'csv' ? csvWriter(fields) : jsonWriter(fields);
}

/** Newline-delimited JSON; a value that is not there has no key. */
function jsonWriter(fields: readonly ExportField[]): Writer {
  return {
    head: '',
    line: (user) => {
      const values = fields.map(({ name, export_as }) => [export_as ?? name, valueAt(user, name)]);
      return `${JSON.stringify(Object.fromEntries(values))}\n`;
    },
  };
}

/** Moments that Auth0 itself writes; nobody can put a formula into them. */
const DATES = new Set(['created_at', 'updated_at', 'last_login', 'last_password_reset']);

/**
 * A spreadsheet must not take a value for a formula: texts are in double quotes and begin with a single one.
 * @see https://auth0.com/docs/manage-users/user-migration/bulk-user-exports#supported-file-formats
 */
function csvWriter(fields: readonly ExportField[]): Writer {
  const titles = fields.map(({ name, export_as }) => title(export_as ?? name));
  return {
    head: `${titles.join(',')}\n`,
    line: (user) => `${fields.map(({ name }) => cell(name, valueAt(user, name))).join(',')}\n`,
  };
}

function cell(name: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return quoted(`'${JSON.stringify(value)}`);
  return DATES.has(name) ? value : quoted(`'${value}`);
}

function title(text: string): string {
  return /^[=+\-@\t\r]|[",\r\n]/u.test(text) ? quoted(text) : text;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
