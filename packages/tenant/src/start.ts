import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { createApp } from './app.ts';
import { createFaults, type Faults } from './faults/fault.ts';
import { createJobRunner } from './jobs/runner.ts';
import { listen } from './listen.ts';
import { createLedger, type LedgerEntry } from './management/ledger.ts';
import type { Exchange } from './management/router.ts';
import { loadSigningKey } from './oauth/signing-key.ts';
import { sweepRecords } from './oidc/records.ts';
import { type RuleClaims, saveRuleClaims } from './oidc/rule-claims.ts';
import { createCurrentPlan } from './rate-limits/current-plan.ts';
import type { PlanName } from './rate-limits/plans.ts';
import { catchUpAll, createSearchRefresher } from './search/refresh.ts';
import { seed } from './seed/seed.ts';
import { openStore } from './store/open.ts';
import { keepManagementApi } from './store/resource-servers.ts';
import { sweepSignIns } from './store/pending-sign-ins.ts';
import { keepSecret } from './store/secrets.ts';
import { loadCertificate, publishCertificate } from './tls/certificate.ts';

export interface TenantOptions {
  /** 0 takes any that is free. */
  port: number;
  host: string;
  /** Where the embedded database lives; in memory when absent. */
  dataDir?: string | undefined;
  /** In memory only: a file with the database of another tenant, which this one begins with. */
  beginning?: string | undefined;
  /** A PostgreSQL server to use instead of the embedded database. */
  databaseUrl?: string | undefined;
  /** How many people an empty tenant is filled with, demonstration accounts included. */
  seedUsers: number;
  /** Where sign-ins may return to. */
  callbackUrls: readonly string[];
  /** Where sign-outs may return to. */
  logoutUrls: readonly string[];
  /** Whether `/__tenant` is there: faults, the lag of searches and the plan, changed from outside. */
  controls: boolean;
  /** Whose limits count; `unlimited` when absent. */
  plan?: PlanName | undefined;
  /** Whether it speaks https, with a certificate of its own making. */
  tls?: boolean | undefined;
  /** What the rule after a sign-in adds to /userinfo from now on; as it was when absent. */
  userinfoClaims?: RuleClaims | undefined;
  /** What it adds to ID tokens from now on; as it was when absent. */
  idTokenClaims?: RuleClaims | undefined;
  /** Whether the deprecated `/tokeninfo` is there; it is when absent. */
  legacyTokenInfo?: boolean | undefined;
  /** How long searches lag behind writes, in milliseconds; 0 when absent. */
  indexDelayMs?: number | undefined;
  /** How long a search may take, in milliseconds; Auth0's two seconds when absent. */
  searchTimeoutMs?: number | undefined;
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
  /** The certificate of a tenant with TLS in PEM, and where it was put for others to trust. */
  certificate: { pem: string; file: string | undefined } | undefined;
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
  const tls = options.tls === true;
  const listening = await listen(options.port, options.host, tls);
  const url = `${tls ? 'https' : 'http'}://localhost:${listening.port}`;
  try {
    const { db, close } = await openStore({
      url: options.databaseUrl,
      directory: options.dataDir,
      beginning: options.beginning,
    });
    const search = createSearchRefresher(db, options.indexDelayMs ?? 0);
    try {
      await keepManagementApi(db, `${url}/api/v2/`);
      await seed(db, options.seedUsers);
      await Promise.all([sweepRecords(db), sweepSignIns(db), catchUpAll(db)]);
      for (const [target, claims] of [
        ['userinfo_claims', options.userinfoClaims],
        ['id_token_claims', options.idTokenClaims],
      ] as const) {
        if (claims !== undefined) await saveRuleClaims(db, target, claims);
      }
      const key = await loadSigningKey(db);
      const cookieKey = await keepSecret(db, 'cookie_key', async () => ({
        value: randomBytes(32).toString('base64url'),
      }));
      const ledger = createLedger();
      const jobs = createJobRunner({ db, url });
      const faults = createFaults();
      const app = createApp({
        context: {
          db,
          search,
          searchTimeoutMs: options.searchTimeoutMs ?? 2_000,
          url,
          plan: createCurrentPlan(options.plan ?? 'unlimited'),
          jobs,
        },
        issuer: {
          key,
          issuer: `${url}/`,
          audience: `${url}/api/v2/`,
          lifetime: options.tokenLifetimeSeconds ?? 86_400,
        },
        cookieKey: CookieKey.parse(cookieKey).value,
        callbackUrls: options.callbackUrls,
        logoutUrls: options.logoutUrls,
        legacyTokenInfo: options.legacyTokenInfo ?? true,
        faults,
        controlEndpoint: options.controls,
        ledger,
        observe: options.observe,
      });
      const certificate = tls ? await loadCertificate(db) : undefined;
      if (certificate !== undefined) listening.present(certificate);
      listening.serve(app);
      await jobs.resume();
      return {
        url,
        certificate: certificate && {
          pem: certificate.cert,
          file: options.dataDir && publishCertificate(certificate, options.dataDir),
        },
        ledger: ledger.entries,
        faults,
        close: async () => {
          await listening.close();
          await jobs.stop();
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
