import { z } from 'zod';
import type { EndpointAnswer } from './endpoint.ts';
import { ManagementError } from './management-error.ts';
import { booleanParameter, integerParameter, validate } from './validate.ts';

/** The offset paging every list shares. @param perPageDefault said in the message about `per_page`. */
export function pagingParameters(minimumPerPage: 0 | 1, perPageDefault: number) {
  return {
    page: integerParameter(
      0,
      Number.MAX_SAFE_INTEGER,
      'Page index of the results to return. First page is 0.',
    ),
    per_page: integerParameter(
      minimumPerPage,
      100,
      `Number of results per page. Defaults to ${perPageDefault}.`,
    ),
    include_totals: booleanParameter(
      'Return results inside an object that contains the total result count (true) or as a direct array of results (false, default).',
    ),
  };
}

/** The paging that goes on from where the last page ended. */
export function checkpointParameters() {
  return {
    from: z.string().optional().describe('Optional Id from which to start selection.'),
    take: integerParameter(1, 100, 'Number of results per page. Defaults to 50.'),
  };
}

/** Which part of a list is wanted: a page by number, or what follows an entry. */
export type Slice =
  | { kind: 'offset'; offset: number; limit: number; includeTotals: boolean }
  /** `after` is the key of the last entry seen; undefined at the beginning. */
  | { kind: 'checkpoint'; after: string | undefined; limit: number };

const OffsetQuery = z.object(pagingParameters(1, 50));

/**
 * Reads `page`, `per_page` and `include_totals`.
 * @throws {ManagementError} 400, beyond the first 1,000 entries too.
 */
export function readOffset(query: unknown): Extract<Slice, { kind: 'offset' }> {
  const { page = 0, per_page = 50, include_totals } = validate('Query', OffsetQuery, query);
  return offsetSlice(page, per_page, include_totals === true);
}

/**
 * Reads either style of paging: `from` or `take` decide for checkpoints, whatever else is there.
 *
 * @param minimum of `per_page`; a few lists answer to 0 with their totals alone.
 * @param perPage how many entries a page has when nobody says.
 * @throws {ManagementError} 400
 */
export function readSlice(
  query: unknown,
  { minimum = 1, perPage = 50 }: { minimum?: 0 | 1; perPage?: number } = {},
): Slice {
  const schema = z.object({ ...pagingParameters(minimum, perPage), ...checkpointParameters() });
  const { page = 0, per_page = perPage, include_totals, from, take } = validate('Query', schema, query);
  if (from !== undefined || take !== undefined) return checkpointSlice(from, take);
  return offsetSlice(page, per_page, include_totals === true);
}

const CheckpointQuery = z.object(checkpointParameters());

/**
 * Reads the paging of lists that only know checkpoints.
 * @throws {ManagementError} 400
 */
export function readCheckpoint(query: unknown): Extract<Slice, { kind: 'checkpoint' }> {
  const { from, take } = validate('Query', CheckpointQuery, query);
  return checkpointSlice(from, take);
}

function offsetSlice(page: number, perPage: number, includeTotals: boolean) {
  if ((page + 1) * perPage > 1_000) {
    throw new ManagementError(
      400,
      `Requesting page ${page} exceeds the allowed maximum of 1000 records. To fetch results beyond 1000, use the checkpoint pagination method.`,
      'invalid_paging',
    );
  }
  return { kind: 'offset', offset: page * perPage, limit: perPage, includeTotals } as const;
}

function checkpointSlice(from: string | undefined, take = 50) {
  const after = from === undefined || from === '' ? undefined : readCursor(from);
  return { kind: 'checkpoint', after, limit: take } as const;
}

/** The text that `next` gives and `from` takes: the key of the last entry of a page. */
export function cursorOf(key: string): string {
  return Buffer.from(key, 'utf8').toString('base64url');
}

function readCursor(text: string): string {
  const key = Buffer.from(text, 'base64url').toString('utf8');
  if (cursorOf(key) === text && !key.includes('\0')) return key;
  throw new ManagementError(
    400,
    `Query validation error: 'Invalid cursor: ${text}' on property from (Optional Id from which to start selection.).`,
    'invalid_query_string',
  );
}

/** What a store answers to a slice. */
export interface Found<Entry> {
  /** For a checkpoint up to one entry more than was wanted, which tells whether there is more. */
  entries: readonly Entry[];
  /** Wanted for offsets with totals only. */
  total?: number | undefined;
}

/**
 * The answer of a list: an array, or an object with totals, or one with `next`.
 *
 * @param name the wrapper's key, such as `roles`.
 * @param keyOf what a checkpoint goes on from.
 */
export function answerList<Entry>(
  name: string,
  slice: Slice,
  { entries, total }: Found<Entry>,
  keyOf: (entry: Entry) => string,
  present: (entry: Entry) => unknown = (entry) => entry,
): EndpointAnswer {
  if (slice.kind === 'checkpoint') {
    const page = entries.slice(0, slice.limit);
    const last = page.at(-1);
    const next = entries.length > slice.limit && last !== undefined ? { next: cursorOf(keyOf(last)) } : {};
    return { status: 200, body: { [name]: page.map(present), ...next } };
  }
  const shown = entries.map(present);
  if (!slice.includeTotals) return { status: 200, body: shown };
  return {
    status: 200,
    body: { start: slice.offset, limit: slice.limit, total: total ?? shown.length, [name]: shown },
  };
}

/** The part of a short list that is all in memory, in its own order. */
export function sliceArray<Entry>(
  list: readonly Entry[],
  slice: Slice,
  keyOf: (entry: Entry) => string,
): Found<Entry> {
  if (slice.kind === 'offset') {
    return { entries: list.slice(slice.offset, slice.offset + slice.limit), total: list.length };
  }
  const start = slice.after === undefined ? 0 : list.findIndex((entry) => keyOf(entry) === slice.after) + 1;
  return { entries: list.slice(start, start + slice.limit + 1) };
}

/**
 * Only the first 1,000 users of a search can be paged through.
 * @see https://auth0.com/docs/users/search/v3/view-search-results-by-page#limitation
 * @throws {ManagementError} 400 `invalid_paging`
 */
export function assertWithinFirstThousand(page: number, perPage: number): void {
  if ((page + 1) * perPage <= 1_000) return;
  throw new ManagementError(
    400,
    'You can only page through the first 1000 records. See https://auth0.com/docs/users/search/v3/view-search-results-by-page#limitation',
    'invalid_paging',
  );
}
