import type { Query } from '@rollcall/shared/query/ast.ts';
import { printQuery } from '@rollcall/shared/query/print.ts';
import { z } from 'zod';

/** As many users as a slice can have: what Auth0 gives at once. */
export const sliceSize = 100;

/**
 * Where a walk from the oldest user to the newest is. Users are created in order and `created_at` never
 * changes, so whatever is written meanwhile, nobody moves across this place.
 */
export const SlicePosition = z.object({
  /** The millisecond that the next slice begins at; `null` at the beginning. */
  from: z.number().nullable(),
  /** Whom of that millisecond earlier slices had: the next one leaves them out. */
  known: z.array(z.string()),
  /** Inside of a millisecond with more users than can be left out: the last of its ids so far. */
  within: z.string().nullable(),
});
export type SlicePosition = z.infer<typeof SlicePosition>;

export const firstSlice: SlicePosition = { from: null, known: [], within: null };

/** What of a user tells where they are. */
interface Placed {
  user_id: string;
  created_at?: string | undefined;
}

/** The characters that an address has for the query; Auth0's edge takes 16 KB of address. */
const longestQuery = 12_000;
/** So many are there for ids, however long the query is. */
const leastRoom = 1_000;

/** How many characters a query leaves for ids, written as they are in an address. */
export function roomBeside(query: Query): number {
  return Math.max(leastRoom, longestQuery - encodeURIComponent(printQuery(query)).length);
}

/** The first of the ids, as many as there is room for. */
export function fitting(ids: readonly string[], room: number): readonly string[] {
  let left = room;
  const tooMany = ids.findIndex((id) => {
    left -= encodeURIComponent(`user_id:"${id}" OR `).length;
    return left < 0;
  });
  return tooMany === -1 ? ids : ids.slice(0, tooMany);
}

/** Anybody with one of these ids. */
export function anyOfIds(ids: readonly string[]): Query {
  return {
    kind: 'or',
    operands: ids.map((text) => ({ kind: 'term', field: 'user_id', value: { kind: 'text', text } })),
  };
}

/**
 * What the next slice asks for: users from where the last one ended, the oldest first, without those whom it
 * had. Always the first page of it, so that nothing depends on how many there are before.
 */
export function sliceAt(
  { from, known, within }: SlicePosition,
  until: number,
  room: number,
): { query: Query; sort: string } {
  const at = from === null ? undefined : new Date(from).toISOString();
  const to = within === null ? new Date(until).toISOString() : at;
  const operands: Query[] = [range('created_at', at, to)];
  const left = fitting(known, room);
  if (left.length > 0) operands.push({ kind: 'not', operand: anyOfIds(left) });
  if (within !== null && within !== '') operands.push(range('user_id', within, undefined, false));
  return { query: { kind: 'and', operands }, sort: within === null ? 'created_at:1' : 'user_id:1' };
}

/**
 * Where the walk is after a slice; `undefined` at its end.
 *
 * @param users whom the tenant found, in its order
 * @throws {RangeError} where the last of them has no `created_at`
 */
export function afterSlice(
  position: SlicePosition,
  users: readonly Placed[],
  until: number,
  room: number,
): SlicePosition | undefined {
  const isLast = users.length < sliceSize;
  if (position.within !== null) {
    const next = (position.from ?? 0) + 1;
    if (!isLast) return { ...position, within: users.at(-1)?.user_id ?? '' };
    return next > until ? undefined : { from: next, known: [], within: null };
  }
  if (isLast) return undefined;
  const from = momentOf(users.at(-1));
  const before = from === position.from ? position.known : [];
  const known = [
    ...before,
    ...users.filter((user) => momentOf(user) === from).map(({ user_id: userId }) => userId),
  ];
  return { from, known, within: fitting(known, room).length < known.length ? '' : null };
}

function momentOf(user: Placed | undefined): number {
  const moment = Date.parse(user?.created_at ?? '');
  if (Number.isNaN(moment)) throw new RangeError('A user without created_at has no place.');
  return moment;
}

function range(field: string, from: string | undefined, to: string | undefined, includeFrom = true): Query {
  return { kind: 'term', field, value: { kind: 'range', from, to, includeFrom, includeTo: true } };
}
