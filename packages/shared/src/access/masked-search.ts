import type { Query } from '../query/ast.ts';
import { BARE_TERM_FIELDS, isSearchable } from '../query/fields.ts';
import { hidesAddresses, isMasked, isPartlyMasked } from './mask.ts';

/** Matches nobody. */
const nobody: Query = { kind: 'or', operands: [] };

/** The fields that a query names. */
export function fieldsOfQuery(query: Query): string[] {
  switch (query.kind) {
    case 'all':
      return [];
    case 'and':
    case 'or':
      return query.operands.flatMap(fieldsOfQuery);
    case 'not':
      return fieldsOfQuery(query.operand);
    case 'exists':
      return [query.field];
    case 'term':
      return query.field === undefined ? [] : [query.field];
  }
}

function isKnown(field: string): boolean {
  return isSearchable(field) || isSearchable(`${field}.key`);
}

/**
 * The first field of a query that may not be asked about: a hidden one, one that something hidden lies
 * in, and whatever Auth0 does not document, `app_metadata.\*` among it, while anything is hidden.
 */
export function refusedField(mask: readonly string[], query: Query): string | undefined {
  if (mask.length === 0) return undefined;
  return fieldsOfQuery(query).find(
    (field) => isPartlyMasked(mask, field) || !isKnown(field) || /[*?\s]/u.test(field),
  );
}

/**
 * The query without what is hidden: a word without a field looks into the other attributes only, and a
 * term about a hidden field matches nobody.
 */
export function withoutMasked(mask: readonly string[], query: Query): Query {
  switch (query.kind) {
    case 'all':
      return query;
    case 'and':
    case 'or': {
      const operands = query.operands.map((operand) => withoutMasked(mask, operand));
      return {
        kind: query.kind,
        operands: query.kind === 'or' ? operands.filter((operand) => operand !== nobody) : operands,
      };
    }
    case 'not':
      return { kind: 'not', operand: withoutMasked(mask, query.operand) };
    case 'exists':
      return isPartlyMasked(mask, query.field) ? nobody : query;
    case 'term': {
      if (query.field !== undefined) return isPartlyMasked(mask, query.field) ? nobody : query;
      const shown = BARE_TERM_FIELDS.filter((field) => !isMasked(mask, field));
      if (shown.length === BARE_TERM_FIELDS.length) return query;
      return { kind: 'or', operands: shown.map((field) => ({ ...query, field })) };
    }
  }
}

const names: ReadonlySet<string> = new Set(['name', 'nickname', 'given_name', 'family_name']);

/**
 * Whether who is found by a query may have been found by a name that is hidden, because it is made of a
 * hidden address. Such users have to be looked at one by one.
 */
export function mayTellAddresses(mask: readonly string[], query: Query): boolean {
  return hidesAddresses(mask) && fieldsOfQuery(query).some((field) => names.has(field));
}

/** Whether users can be put in the order of a field: not by what is hidden, nor by names made of it. */
export function isSortable(mask: readonly string[], field: string): boolean {
  return !isPartlyMasked(mask, field) && !(names.has(field) && hidesAddresses(mask));
}
