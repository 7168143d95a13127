import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { createApp } from './app.ts';
import { createFaults, type Faults } from './faults/fault.ts';
import { listen } from './listen.ts';
import { createLedger, type LedgerEntry } from './management/ledger.ts';
import type { Exchange } from './management/router.ts';
import { loadSigningKey } from './oauth/signing-key.ts';
import { sweepRecords } from './oidc/records.ts';
import { catchUpAll, createSearchRefresher } from './search/refresh.ts';
import { seed, WEB_CLIENT } from './seed/seed.ts';
import { openStore } from './store/open.ts';
import { keepSecret } from './store/secrets.ts';

export interface TenantOptions {
  /** 0 takes any that is free. */
  port: number;
  host: string;
  /** Where the embedded database lives; in memory when absent. */
  dataDir?: string | undefined;
  /** A PostgreSQL server to use instead of the embedded database. */
  databaseUrl?: string | undefined;
  /** How many people an empty tenant is filled with, demonstration accounts included. */
  seedUsers: number;
  /** Where sign-ins may return to. */
  callbackUrls: readonly string[];
  /** Where sign-outs may return to. */
  logoutUrls: readonly string[];
  /** Whether `/__tenant/faults` is there. */
  faults: boolean;
  /** How long searches lag behind writes, in milliseconds; 0 when absent. */
  indexDelayMs?: number | undefined;
  /** Of access tokens for the Management API, in seconds; a day when absent. */
  tokenLifetimeSeconds?: number | undefined;
  /** Sees every answer of the Management API. */
  observe?: ((exchange: Exchange) => void) | undefined;
}

/** A running tenant. */
export interface Tenant {
  /** Without a trailing slash. */
  url: string;
  /** The last 10,000 requests to the Management API. */
  ledger: readonly LedgerEntry[];
  faults: Faults;
  /** Ends every connection and closes the database. */
  close: () => Promise<void>;
}

const CookieKey = z.object({ value: z.string() });

/**
 * Starts a tenant and answers when it is ready to be used.
 * @throws {PortTaken} when another process has the port.
 * @throws {DataDirectoryLocked} when another process has the data directory.
 */
export async function startTenant(options: TenantOptions): Promise<Tenant> {
  const listening = await listen(options.port, options.host);
  const url = `http://localhost:${listening.port}`;
  try {
    const { db, close } = await openStore({ url: options.databaseUrl, directory: options.dataDir });
    const search = createSearchRefresher(db, options.indexDelayMs ?? 0);
    try {
      await seed(db, options.seedUsers);
      await Promise.all([sweepRecords(db), catchUpAll(db)]);
      const key = await loadSigningKey(db);
      const cookieKey = await keepSecret(db, 'cookie_key', async () => ({
        value: randomBytes(32).toString('base64url'),
      }));
      const ledger = createLedger();
      const faults = createFaults();
      const app = createApp({
        context: { db, search, url },
        issuer: {
          key,
          issuer: `${url}/`,
          audience: `${url}/api/v2/`,
          lifetime: options.tokenLifetimeSeconds ?? 86_400,
        },
        cookieKey: CookieKey.parse(cookieKey).value,
        client: WEB_CLIENT,
        callbackUrls: options.callbackUrls,
        logoutUrls: options.logoutUrls,
        faults,
        faultEndpoint: options.faults,
        ledger,
        observe: options.observe,
      });
      listening.serve(app);
      return {
        url,
        ledger: ledger.entries,
        faults,
        close: async () => {
          await listening.close();
          await search.stop();
          await close();
        },
      };
    } catch (error) {
      await close();
      throw error;
    }
  } catch (error) {
    await listening.close();
    throw error;
  }
}
