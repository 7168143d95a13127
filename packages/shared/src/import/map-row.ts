import { isJsonObject, type JsonObject } from '../user/merge-patch.ts';
import { withField } from '../user/custom-fields.ts';
import type { RowFault } from './imported-user.ts';
import type { SourceRow } from './source-file.ts';
import { type CellType, type ColumnTarget, importedAttributes, metadataPath } from './targets.ts';

/** What a row makes of a user, and which of its cells could not be read. Whether Auth0 takes it is not judged here. */
export interface MappedRow {
  user: JsonObject;
  faults: RowFault[];
}

/** Puts the cells of a row where its columns go. Cells without anything in them make nothing. */
export function mapRow(row: SourceRow, columns: readonly ColumnTarget[]): MappedRow {
  const faults: RowFault[] = [];
  let user: JsonObject = {};
  if (row.surplus !== undefined) {
    const detail = `The row has ${row.surplus.length} more ${row.surplus.length === 1 ? 'cell' : 'cells'} than there are columns.`;
    faults.push({ field: '', detail });
  }
  // Whole metadata first: what single columns say goes into it.
  const ordered = columns
    .map(({ target, type }, place) => ({ target, type, cell: row.cells[place] }))
    .filter(({ target, cell }) => target !== '' && !isEmpty(cell))
    .toSorted((one, other) => Number(one.target.includes('.')) - Number(other.target.includes('.')));
  for (const { target, type, cell } of ordered) {
    const read = readCell(cell, type, target);
    if ('detail' in read) faults.push({ field: target, detail: read.detail });
    else user = put(user, target, read.value);
  }
  return { user, faults };
}

function isEmpty(cell: unknown): boolean {
  return cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '');
}

function put(user: JsonObject, target: string, value: unknown): JsonObject {
  const path = metadataPath(target);
  if (path === undefined) return { ...user, [target]: value };
  return withField(user, path, value);
}

/** Words for yes and no that spreadsheets write. */
const booleans = new Map([
  ['true', true],
  ['yes', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['0', false],
]);

function readCell(cell: unknown, type: CellType, target: string): { value: unknown } | { detail: string } {
  // JSON files say of what type a value is; only text is read.
  if (typeof cell !== 'string') return { value: cell };
  switch (type) {
    case 'boolean': {
      const value = booleans.get(cell.trim().toLowerCase());
      return value === undefined ? { detail: 'Must be true or false.' } : { value };
    }
    case 'number': {
      const value = Number(cell.trim());
      return Number.isFinite(value) ? { value } : { detail: 'Must be a number such as 12.5.' };
    }
    case 'json':
      return readJson(cell, target);
    case 'text':
      return { value: target in importedAttributes ? asAttribute(cell.trim(), target) : cell };
  }
}

function readJson(cell: string, target: string): { value: unknown } | { detail: string } {
  try {
    const value: unknown = JSON.parse(cell);
    const isWhole = target === 'user_metadata' || target === 'app_metadata';
    return isWhole && !isJsonObject(value) ? { detail: 'Must be a JSON object.' } : { value };
  } catch {
    return { detail: 'Must be JSON.' };
  }
}

function asAttribute(text: string, target: string): string {
  return target === 'user_id' ? withoutProvider(text) : text;
}

/** Auth0 puts `auth0|` before the id of whoever is imported, also where an export has put it there already. */
export function withoutProvider(userId: string): string {
  return userId.replace(/^(?:auth0\|)+/, '');
}
