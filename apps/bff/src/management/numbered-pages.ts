import { z } from 'zod';
import type { ManagementClient } from './client.ts';
import { readable } from './readable.ts';

/** The most entries that Auth0 pages through by number. */
const reach = 1000;
const largestPage = 100;

/** A list of the Management API that is paged by number: where it is, and what its key holds. */
export interface NumberedList<Entry> {
  path: `/api/v2/${string}`;
  query: Readonly<Record<string, string>>;
  /** Under which key the entries come where totals are asked for. */
  key: string;
  entry: z.ZodType<Entry>;
}

/** One page of it, counted from 0, and whether there are more. */
export async function numberedPage<Entry>(
  client: ManagementClient,
  { path, query, key, entry }: NumberedList<Entry>,
  { page, per_page: perPage }: { page: number; per_page: number },
): Promise<{ entries: Entry[]; hasMore: boolean }> {
  const answer = await client.call({
    method: 'GET',
    path,
    query: { ...query, page: String(page), per_page: String(perPage), include_totals: 'true' },
    response: z.object({ [key]: z.unknown(), total: z.number().int().optional() }),
  });
  const { total } = answer;
  const entries = readable(entry).parse(answer[key]);
  const seen = (page + 1) * perPage;
  return { entries, hasMore: typeof total === 'number' && total > seen && seen + perPage <= reach };
}

/** The first of all entries that is the one; `undefined` where there is none among those within reach. */
export async function findInPages<Entry>(
  client: ManagementClient,
  list: NumberedList<Entry>,
  isIt: (entry: Entry) => boolean,
): Promise<Entry | undefined> {
  for (let page = 0; page < reach / largestPage; page += 1) {
    const { entries, hasMore } = await numberedPage(client, list, { page, per_page: largestPage });
    const found = entries.find(isIt);
    if (found !== undefined || !hasMore) return found;
  }
  return undefined;
}
