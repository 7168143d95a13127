import { z } from 'zod';
import type { ManagementClient } from './client.ts';
import { readable } from './readable.ts';
import { shown } from './user-schema.ts';

const Details = z.object({
  request: shown(z.object({ method: shown(z.string()), path: shown(z.string()) })),
  response: shown(z.object({ statusCode: shown(z.number()) })),
});

/** Auth0 gives the moment as text, or as an object with one. */
const LogDate = z.union([z.string(), z.object({ date: z.string() }).transform(({ date }) => date)]);

/**
 * A log event as the Management API gives it, and no more of it than Rollcall shows.
 * Source: Management API GET /api/v2/users/{id}/logs
 */
const TenantLogEvent = z.object({
  log_id: z.string(),
  date: LogDate,
  type: z.string(),
  description: shown(z.string()),
  connection: shown(z.string()),
  client_id: shown(z.string()),
  client_name: shown(z.string()),
  ip: shown(z.string()),
  user_agent: shown(z.string()),
  location_info: shown(z.object({ country_name: shown(z.string()), city_name: shown(z.string()) })),
  details: shown(Details),
});
export type TenantLogEvent = z.infer<typeof TenantLogEvent>;

/** A page of the log: the events that can be read, and how many there were. */
const LogPage = z
  .array(z.unknown())
  .transform((listed) => ({ count: listed.length, events: readable(TenantLogEvent).parse(listed) }));
export type LogPage = z.infer<typeof LogPage>;

/** The log of the tenant, through the Management API. */
export class TenantLogEvents {
  readonly #client: ManagementClient;

  constructor(client: ManagementClient) {
    this.#client = client;
  }

  /** One page of a user's log events, newest first. */
  ofUser(userId: string, page: number, perPage: number): Promise<LogPage> {
    return this.#client.call({
      method: 'GET',
      path: '/api/v2/users/{id}/logs',
      params: { id: userId },
      query: { page: String(page), per_page: String(perPage), sort: 'date:-1' },
      response: LogPage,
    });
  }
}
