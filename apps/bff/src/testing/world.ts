import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { TeamRoleName } from '@rollcall/shared/access/team-roles.ts';
import type { UserScope } from '@rollcall/shared/access/user-scope.ts';
import { startTenant, type Tenant } from '@rollcall/tenant/start.ts';
import { CALLBACK, seeded } from '@rollcall/tenant/testing/test-tenant.ts';
import { type Bff, type BffOptions, startBff } from '../start.ts';
import { Browser } from './browser.ts';
import { testDatabase } from './databases.ts';

/** A Rollcall over loopback, with what it logged. */
export interface Rollcall extends Bff {
  /** Where it listens on this machine, whatever its public address. */
  port: number;
  log: () => string;
  /** A new browser; with `listeningAt`, one that comes through a proxy that speaks https. */
  browser: (listeningAt?: string) => Browser;
  /** A browser in which this person has signed in. */
  signedIn: (username: string) => Promise<Browser>;
}

/** A real tenant and any number of Rollcalls in front of it. */
export interface World {
  tenant: Tenant;
  /** The ports that the tenant expects Rollcalls at, the next one last. */
  ports: readonly number[];
  /** What the tenant was asked while `act` ran: `PATCH /api/v2/users/…`. */
  asked: (act: () => Promise<unknown>) => Promise<string[]>;
  rollcall: (options?: Partial<BffOptions>) => Promise<Rollcall>;
  close: () => Promise<void>;
}

/** The M2M clients of the local tenant by what they may do. */
export const m2m = {
  everything: { m2mClientId: 'rollcall_local_m2m', m2mClientSecret: 'rollcall_local_m2m_secret' },
  readOnly: { m2mClientId: 'rollcall_local_m2m_read', m2mClientSecret: 'rollcall_local_m2m_read_secret' },
  appMetadata: {
    m2mClientId: 'rollcall_local_m2m_app_metadata',
    m2mClientSecret: 'rollcall_local_m2m_app_metadata_secret',
  },
};

/** The scope of the support role in these tests. */
export const europe = { eq: { field: 'app_metadata.region', value: 'eu' } };

const everybody: UserScope = { all: true };

function invitation(who: string, role: TeamRoleName, scope = everybody) {
  return { who: `${who}@rollcall.example`, grant: { role, scope } };
}

/** The team as the demonstration has it. */
const team = [
  invitation('admin', 'admin'),
  invitation('editor', 'editor-users', europe),
  invitation('support', 'support', europe),
  invitation('viewer', 'viewer-users'),
  invitation('auditor', 'auditor'),
];

/** Starts a tenant; Rollcalls are started in front of it as a test needs them. */
export async function startWorld(people: { seedUsers?: number } = {}): Promise<World> {
  const ports = await freePorts(8);
  const origins = ports.flatMap((port) => [`http://localhost:${port}`, `https://localhost:${port}`]);
  const tenant = await startTenant({
    port: 0,
    host: '127.0.0.1',
    ...seeded(people),
    callbackUrls: [...origins.map((origin) => `${origin}/auth/callback`), CALLBACK],
    logoutUrls: origins.map((origin) => `${origin}/sign-in`),
    controls: true,
  });
  const running: Bff[] = [];
  return {
    tenant,
    ports,
    asked: async (act) => {
      const before = tenant.ledger.length;
      await act();
      return tenant.ledger.slice(before).map(({ method, path }) => `${method} ${path}`);
    },
    rollcall: async (options = {}) => {
      const port = ports.pop();
      if (port === undefined) throw new Error('This world has no more ports.');
      const rollcall = await startRollcall(tenant.url, port, options);
      running.push(rollcall);
      return rollcall;
    },
    close: async () => {
      await Promise.all(running.map((bff) => bff.close()));
      await tenant.close();
    },
  };
}

/** What `startBff` needs to serve one tenant on one port, with nothing on disk. */
export function optionsFor(tenantUrl: string, port: number): BffOptions {
  return {
    host: '127.0.0.1',
    port,
    publicUrl: new URL(`http://localhost:${port}`),
    trustProxy: 0,
    dataDirectory: undefined,
    databaseUrl: undefined,
    sessionSecrets: ['a-session-secret-for-tests-alone-0123456789'],
    tenant: {
      origin: tenantUrl,
      clientId: 'rollcall_local_web',
      clientSecret: 'rollcall_local_web_secret',
      audience: `${tenantUrl}/api/v2/`,
      ...m2m.everything,
    },
    admins: [],
    team,
    teamClaim: undefined,
    customFields: [],
    // Whether the web app is built is not to decide what a test sees.
    webDirectory: join(import.meta.dirname, 'web'),
    logLevel: 'debug',
  };
}

async function startRollcall(
  tenantUrl: string,
  port: number,
  options: Partial<BffOptions>,
): Promise<Rollcall> {
  let log = '';
  const bff = await startBff({
    ...optionsFor(tenantUrl, port),
    databaseUrl: await testDatabase(options.dataDirectory),
    logStream: { write: (line) => (log += line) },
    ...options,
  });
  const browser = (listeningAt?: string) => new Browser(bff.url, listeningAt);
  return {
    ...bff,
    port,
    log: () => log,
    browser,
    signedIn: async (username) => {
      const person = browser();
      const landed = await person.signIn(`${username}@rollcall.example`);
      if (landed.pathname !== '/users') throw new Error(`${username} landed at ${landed.href}`);
      return person;
    },
  };
}

/** Ports that are free now; the callback addresses have to be known before anybody listens on them. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  });
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
