import { type CustomField, customFieldFaults, valueOfField } from '../user/custom-fields.ts';
import type { JsonObject } from '../user/merge-patch.ts';
import { type ImportedUser, readUser, type RowFault } from './imported-user.ts';
import { mapRow } from './map-row.ts';
import type { SourceRow } from './source-file.ts';
import type { ColumnTarget } from './targets.ts';

/** A row that can be sent. */
export interface GoodRow {
  line: number;
  user: ImportedUser;
}

/** A row that cannot, and why. */
export interface BadRow {
  row: SourceRow;
  faults: readonly RowFault[];
}

/** The largest user that travels, in bytes of JSON. */
const mostBytes = 100_000;

/** Accounts that other sources of users make; one of them is nobody's id in a database. */
const foreign =
  /^(google-oauth2|facebook|apple|windowslive|github|linkedin|twitter|samlp|waad|adfs|ad|oidc|okta|sms|email)\|/;

/** What a user is known by; no two of one file may share one. */
const identifiers = ['email', 'username', 'user_id', 'phone_number'] as const;

/**
 * Judges the rows of a file one after the other, each against what Auth0 takes, what custom fields may hold and
 * all rows before it. Rows come in any portions.
 */
export class RowCheck {
  readonly good: GoodRow[] = [];
  readonly bad: BadRow[] = [];
  readonly #columns: readonly ColumnTarget[];
  readonly #customFields: readonly CustomField[];
  /** The line that has an identifier already. */
  readonly #seen = new Map<string, number>();

  constructor(columns: readonly ColumnTarget[], customFields: readonly CustomField[]) {
    this.#columns = columns;
    this.#customFields = customFields;
  }

  /** Judges some more rows. */
  add(rows: readonly SourceRow[]): void {
    for (const row of rows) {
      const faults = this.#judge(row);
      if (faults !== undefined) this.bad.push({ row, faults });
    }
  }

  /** Takes a row, or says why not. */
  #judge(row: SourceRow): RowFault[] | undefined {
    const mapped = mapRow(row, this.#columns);
    if (mapped.faults.length > 0) return mapped.faults;
    const read = readRow(mapped.user, this.#customFields);
    if ('faults' in read) return read.faults;
    const repeated = this.#repeated(read.user, row.line);
    if (repeated.length > 0) return repeated;
    this.good.push({ line: row.line, user: read.user });
    return undefined;
  }

  #repeated(user: JsonObject, line: number): RowFault[] {
    const keys = keysOf(user);
    const faults = keys.flatMap(({ field, key }) => {
      const earlier = this.#seen.get(key);
      return earlier === undefined
        ? []
        : [{ field, detail: `Row ${earlier} has the same ${field} already.` }];
    });
    if (faults.length === 0) for (const { key } of keys) this.#seen.set(key, line);
    return faults;
  }
}

/** What a user is known by, each in a form in which the same are equal: Auth0 keeps them in lower case. */
export function keysOf(user: JsonObject): { field: (typeof identifiers)[number]; key: string }[] {
  const values = new Map(Object.entries(user));
  return identifiers.flatMap((field) => {
    const value = values.get(field);
    if (typeof value !== 'string') return [];
    const isCaseless = field === 'email' || field === 'username';
    return [{ field, key: `${field}:${isCaseless ? value.toLowerCase() : value}` }];
  });
}

/**
 * A user as it may be imported, or what keeps it by itself from that: Auth0's schema, the rules of custom fields,
 * its size, an id that belongs to another source of users.
 */
export function readRow(
  user: unknown,
  customFields: readonly CustomField[],
): { user: ImportedUser } | { faults: RowFault[] } {
  const read = readUser(user);
  if ('faults' in read) return read;
  const faults = furtherFaults(read.user, customFields);
  return faults.length > 0 ? { faults } : read;
}

function furtherFaults(user: ImportedUser, customFields: readonly CustomField[]): RowFault[] {
  if (sizeOf(user) > mostBytes) {
    return [{ field: '', detail: `The user is larger than ${mostBytes / 1000} kB.` }];
  }
  const [, provider] = foreign.exec(user.user_id ?? '') ?? [];
  if (provider !== undefined) {
    const detail = `Only users of a database can be imported, and this is one of ${provider}.`;
    return [{ field: 'user_id', detail }];
  }
  const filled = customFields.filter((field) => valueOfField(field, user) !== undefined);
  const fixed = filled.filter(({ readOnly }) => readOnly);
  return [
    ...fixed.map(({ key, title }) => ({ field: key, detail: `${title} is not changed in Rollcall.` })),
    ...customFieldFaults(filled, user),
  ];
}

/** How many bytes of UTF-8 a value is as JSON. */
export function sizeOf(value: unknown): number {
  const text = JSON.stringify(value);
  // Two surrogates are four bytes together, and each would count as three.
  let bytes = text.length;
  for (const [found] of text.matchAll(/[\u0080-\uFFFF]+/g)) {
    for (const character of found) {
      const point = character.codePointAt(0) ?? 0;
      bytes += point < 0x800 ? 1 : 2;
    }
  }
  return bytes;
}
