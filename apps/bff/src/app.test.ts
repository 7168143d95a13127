import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { rows } from '@rollcall/shared/contract/rows.ts';
import { openDatabase } from '@rollcall/database/open.ts';
import type { Express } from 'express';
import pino from 'pino';
import { afterAll, describe, expect, it } from 'vitest';
import { turnsInProcess } from './access/user-turn.ts';
import { createApp } from './app.ts';
import { defaultPatience, ManagementClient } from './management/client.ts';
import { TokenSource } from './management/token.ts';
import { OperationStore } from './operations/operation-store.ts';
import { OperationWorker } from './operations/worker.ts';
import { ScheduleStore } from './schedules/schedule-store.ts';
import { Scheduler } from './schedules/scheduler.ts';
import { Streams } from './http/streams.ts';
import { SessionStore } from './store/session-store.ts';
import type { Store, Tables } from './store/schema.ts';
import { optionsFor } from './testing/world.ts';
import { Deliverer } from './webhooks/deliverer.ts';
import { publicInternet } from './webhooks/reach.ts';
import { Walker } from './walks/walker.ts';
import { WalkStore } from './walks/walk-store.ts';
import { SealedSecrets } from './webhooks/sealed-secrets.ts';
import { testDatabase } from './testing/databases.ts';

/** A value's own property, whatever the value is: Express types its router's inside as `any`. */
function part(value: unknown, key: string): unknown {
  const isHolder = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isHolder ? Reflect.get(value, key) : undefined;
}

/** Every route that Express itself knows, however deep it was mounted. */
function routesOf(stack: unknown): string[] {
  if (!Array.isArray(stack)) return [];
  return stack.flatMap((layer: unknown) => {
    const route = part(layer, 'route');
    if (route === undefined) return routesOf(part(part(layer, 'handle'), 'stack'));
    const methods = Object.keys(Object(part(route, 'methods')));
    return methods.map(
      (name) => `${name === '_all' ? 'ALL' : name.toUpperCase()} ${String(part(route, 'path'))}`,
    );
  });
}

/** Everything that can be called without being a team member. */
const publicRoutes = [
  'GET /auth/login',
  'GET /auth/callback',
  'GET /auth/step-up',
  'POST /auth/logout',
  'ALL /auth/logout',
  'GET /healthz',
  'GET /readyz',
];

const database = await openDatabase<Tables>({ url: await testDatabase() });
afterAll(() => database.close());

function appOf(store: Store): Express {
  const config = optionsFor('http://localhost:1', 1);
  const tokens = new TokenSource(config.tenant);
  const logger = pino({ enabled: false });
  const sessionStore = new SessionStore(store, true);
  return createApp({
    config,
    store,
    sessionStore,
    streams: new Streams(sessionStore),
    provider: {
      issuer: 'http://localhost:1/',
      authorizationUrl: async () => new URL('http://localhost:1/authorize'),
      complete: async () => Promise.reject(new Error('Nobody signs in here.')),
      signOutUrl: () => new URL('http://localhost:1/logout'),
    },
    client: new ManagementClient(config.tenant.origin, tokens, defaultPatience),
    inTurn: turnsInProcess(),
    deliverer: new Deliverer({
      store,
      secrets: new SealedSecrets(config.sessionSecrets),
      reach: publicInternet,
      logger,
    }),
    scheduler: new Scheduler({ schedules: new ScheduleStore(store), logger }),
    walker: new Walker(new WalkStore(store), logger),
    worker: new OperationWorker(new OperationStore(store), logger),
    reach: publicInternet,
    logger,
    webDirectory: '/nonexistent',
  });
}

describe('the app', () => {
  it('has the rows, their refusals of other methods, the public routes, and no route more', () => {
    const own = Object.values(rows).flatMap(({ method, path }) => [`${method} ${path}`, `ALL ${path}`]);
    expect(routesOf(appOf(database.db).router.stack).toSorted()).toEqual(
      [...new Set([...own, ...publicRoutes])].toSorted(),
    );
  });

  it('would show a route that was added past the rows', () => {
    const app = appOf(database.db);
    app.get('/api/debug', () => {});
    expect(routesOf(app.router.stack)).toContain('GET /api/debug');
  });

  it('answers 503, and takes nobody for anonymous, when its database is away', async () => {
    const away = await openDatabase<Tables>({ url: await testDatabase() });
    const server = createServer(appOf(away.db)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const [secret] = optionsFor('http://localhost:1', 1).sessionSecrets;
    const signature = createHmac('sha256', secret).update('some-id').digest('base64').replace(/=+$/, '');
    const headers = { 'x-csrf': '1', cookie: `sid=${encodeURIComponent(`s:some-id.${signature}`)}` };
    const call = (path: string) => fetch(`http://127.0.0.1:${port}${path}`, { headers });
    await away.close();
    const answer = await call('/api/me');
    expect([answer.status, await answer.json()]).toEqual([
      503,
      expect.objectContaining({ code: 'store_unavailable' }),
    ]);
    expect((await call('/readyz')).status).toBe(503);
    expect((await call('/healthz')).status).toBe(200);
    server.close();
    server.closeAllConnections();
  });
});
