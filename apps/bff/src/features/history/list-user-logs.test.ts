import { describe, expect, it } from 'vitest';
import type { LogPage } from '../../management/log-events.ts';
import { listUserLogs } from './list-user-logs.ts';

/** A log of so many sign-ins, one an hour, the newest at 2026-06-30; each hundredth is a failure. */
function logOf(length: number) {
  const events = Array.from({ length }, (_, index) => ({
    log_id: String(index),
    date: new Date(Date.parse('2026-06-30T12:00:00Z') - index * 3_600_000).toISOString(),
    type: index % 100 === 99 ? 'fp' : 's',
    description: undefined,
    connection: undefined,
    client_id: undefined,
    client_name: undefined,
    ip: undefined,
    user_agent: undefined,
    location_info: undefined,
    details: undefined,
  }));
  const read: number[] = [];
  const ofUser = async (_userId: string, page: number, perPage: number): Promise<LogPage> => {
    read.push(page);
    const slice = events.slice(page * perPage, (page + 1) * perPage);
    return { count: slice.length, events: slice };
  };
  return { ofUser, read };
}

const page = { page: 0, per_page: 50 };

describe('listUserLogs', () => {
  it('reads one page where everything fits', async () => {
    const log = logOf(120);
    const found = await listUserLogs(log, 'auth0|1', page);
    expect([found.logs.length, found.next, found.is_cut]).toEqual([50, 1, false]);
    expect(log.read).toEqual([0]);
  });

  it('reads on until something fits', async () => {
    const log = logOf(400);
    const found = await listUserLogs(log, 'auth0|1', { ...page, kind: 'failure' });
    expect([found.logs.map(({ log_id: id }) => id), found.next]).toEqual([['99'], 2]);
    expect(log.read).toEqual([0, 1]);
  });

  it('reads five pages for one request at most, and says where to go on', async () => {
    const log = logOf(900);
    const found = await listUserLogs(log, 'auth0|1', { ...page, kind: 'change' });
    expect([found.logs, found.next, found.is_cut]).toEqual([[], 5, false]);
  });

  it('stops where the period is over', async () => {
    const log = logOf(900);
    const found = await listUserLogs(log, 'auth0|1', { ...page, from: '2026-06-30', to: '2026-06-30' });
    expect([found.logs.length, found.next]).toEqual([13, undefined]);
    expect(log.read).toEqual([0]);
  });

  it('says that there is more than the 1,000 events that Auth0 pages to', async () => {
    const log = logOf(2000);
    const found = await listUserLogs(log, 'auth0|1', { ...page, page: 19 });
    expect([found.logs.length, found.next, found.is_cut]).toEqual([50, undefined, true]);
  });
});
