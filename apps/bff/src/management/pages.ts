import { z } from 'zod';
import type { ManagementCall, ManagementClient } from './client.ts';

/** As much as the Management API gives at once, and as far as it pages. Source: Management API, paging */
const perPage = 100;
const reach = 1000;

type ListCall = Pick<ManagementCall<unknown>, 'path' | 'params' | 'query' | 'plans'>;

/** Entries of a list. `complete` says whether these are all of them. */
export interface Entries<Entry> {
  entries: Entry[];
  complete: boolean;
}

/**
 * Reads a list that is paged by number, as far as Auth0 pages. An entry of an unknown shape is left out.
 *
 * @throws {ProblemError} when the tenant cannot be asked
 */
export async function everyPage<Entry>(
  client: ManagementClient,
  call: ListCall,
  entry: z.ZodType<Entry>,
): Promise<Entries<Entry>> {
  const entries: Entry[] = [];
  for (let page = 0; page * perPage < reach; page += 1) {
    const found = await client.call({
      ...call,
      method: 'GET',
      query: { ...call.query, page: String(page), per_page: String(perPage) },
      response: z.array(z.unknown()),
    });
    entries.push(...readable(found, entry));
    if (found.length < perPage) return { entries, complete: true };
  }
  return { entries, complete: false };
}

/**
 * Reads a list that goes on from checkpoints, up to a thousand entries.
 *
 * @param key what the answer calls the entries
 * @throws {ProblemError} when the tenant cannot be asked
 */
export async function everyCheckpoint<Entry>(
  client: ManagementClient,
  call: ListCall,
  key: string,
  entry: z.ZodType<Entry>,
): Promise<Entries<Entry>> {
  const entries: Entry[] = [];
  let next: string | undefined;
  do {
    const answer = await client.call({
      ...call,
      method: 'GET',
      query: { ...call.query, take: String(perPage), ...(next === undefined ? {} : { from: next }) },
      response: z.looseObject({ [key]: z.array(z.unknown()), next: z.string().nullish() }),
    });
    const found = z.array(z.unknown()).parse(answer[key]);
    entries.push(...readable(found, entry));
    next = found.length === 0 ? undefined : z.string().optional().catch(undefined).parse(answer.next);
  } while (next !== undefined && entries.length < reach);
  return { entries, complete: next === undefined };
}

/** The ids of one page of a list of users that goes on from checkpoints, and where the next one begins. */
export async function memberPage(
  client: ManagementClient,
  call: ListCall,
  key: 'users' | 'members',
  from: string | undefined,
): Promise<{ ids: string[]; next: string | undefined }> {
  const answer = await client.call({
    ...call,
    method: 'GET',
    query: { ...call.query, take: String(perPage), ...(from === undefined ? {} : { from }) },
    response: z.looseObject({
      [key]: z.array(z.object({ user_id: z.string() })),
      next: z.string().nullish(),
    }),
  });
  const members = z.array(z.object({ user_id: z.string() })).parse(answer[key]);
  const next = members.length === 0 ? undefined : z.string().optional().catch(undefined).parse(answer.next);
  return { ids: members.map(({ user_id: userId }) => userId), next };
}

function readable<Entry>(found: readonly unknown[], entry: z.ZodType<Entry>): Entry[] {
  return found.flatMap((item): Entry[] => {
    const read = entry.safeParse(item);
    return read.success ? [read.data] : [];
  });
}

/** How many calls of one request are under way at the same time. */
const atOnce = 5;

/** Does the same with each of several things, a few at a time, and answers in their order. */
export async function eachOf<Thing, Result>(
  things: readonly Thing[],
  act: (thing: Thing) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < things.length; start += atOnce) {
    results.push(...(await Promise.all(things.slice(start, start + atOnce).map(act))));
  }
  return results;
}
