import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type OpenDatabase, openDatabase } from '@rollcall/database/open.ts';
import pino, { type DestinationStream, type Logger } from 'pino';
import { turnsAmongReplicas, turnsInProcess } from './access/user-turn.ts';
import { type AppDependencies, createApp } from './app.ts';
import { Anchors, anchorsIn } from './audit/anchors.ts';
import type { Config } from './env.ts';
import { ExportFiles } from './exports/export-files.ts';
import { ProblemError } from './http/problem.ts';
import { Streams } from './http/streams.ts';
import { ImportItems } from './imports/import-items.ts';
import { defaultPatience, ManagementClient, type Patience } from './management/client.ts';
import { TokenSource } from './management/token.ts';
import { OperationStore } from './operations/operation-store.ts';
import { OperationWorker } from './operations/worker.ts';
import { ScheduleStore } from './schedules/schedule-store.ts';
import { Scheduler } from './schedules/scheduler.ts';
import { connectProvider } from './sign-in/provider.ts';
import { reasonOf, StartFailure } from './start-failure.ts';
import { openStore } from './store/open.ts';
import type { Store, Tables } from './store/schema.ts';
import { SealedBytes } from './store/sealed-bytes.ts';
import { SessionStore } from './store/session-store.ts';
import { syncTeam } from './store/team-configuration.ts';
import { Walker } from './walks/walker.ts';
import { WalkStore } from './walks/walk-store.ts';
import { Deliverer } from './webhooks/deliverer.ts';
import { publicInternet, type Reach } from './webhooks/reach.ts';
import { SealedSecrets } from './webhooks/sealed-secrets.ts';

/** What differs where Rollcall is not started by itself but by a test. */
export interface BffOptions extends Omit<Config, 'dataDirectory'> {
  /** Where the embedded database lives; `undefined` keeps it in memory. */
  dataDirectory: string | undefined;
  patience?: Partial<Patience>;
  /** How long to wait for the tenant at the start, in milliseconds. */
  tenantWaitMs?: number;
  /** Where the log goes; standard output when absent. */
  logStream?: DestinationStream;
  /** Where webhooks may be; the public internet when absent. */
  reach?: Reach;
  webDirectory?: string;
  /** How patient imports are. */
  importTiming?: AppDependencies['importTiming'];
  /** What the scheduler takes for now. */
  now?: (() => Date) | undefined;
}

/** A running BFF. */
export interface Bff {
  /** Where people reach it. */
  url: string;
  /** The scopes that the M2M token has. */
  scopes: readonly string[];
  /** Stops listening, lets running requests finish, closes the database. */
  close: () => Promise<void>;
}

const builtWebApp = join(import.meta.dirname, '../../web/dist');
const pruneEveryMs = 10 * 60 * 1000;
const forgetFilesEveryMs = 60 * 1000;
const anchorEveryMs = 60 * 1000;

/**
 * Opens the database, makes sure of the tenant and both of its applications, and listens.
 *
 * @throws {StartFailure} naming the variable to change.
 */
export async function startBff(options: BffOptions): Promise<Bff> {
  const { tenant, publicUrl } = options;
  const logger = pino({ level: options.logLevel, base: null }, options.logStream ?? pino.destination(1));
  const database = await openStore(options);
  const turns = await openTurns(options);
  const close = async () => {
    await turns?.close();
    await database.close();
  };
  try {
    const tokens = new TokenSource(tenant);
    const waitMs = options.tenantWaitMs ?? 15_000;
    const [provider, { scopes }] = await Promise.all([
      whenReachable(tenant.origin, waitMs, () => connectProvider(tenant, publicUrl, options.teamClaim)),
      whenReachable(tenant.origin, waitMs, () => tokens.token()),
    ]);
    await syncTeam(database.db, provider.issuer, options);
    const sessionStore = new SessionStore(database.db, options.databaseUrl === undefined);
    const inTurn = turns === undefined ? turnsInProcess() : turnsAmongReplicas(turns.db);
    const parts = { logger, store: database.db, reach: options.reach ?? publicInternet };
    const deliverer = new Deliverer({ ...parts, secrets: new SealedSecrets(options.sessionSecrets) });
    const scheduler = new Scheduler({ logger, schedules: new ScheduleStore(database.db), now: options.now });
    const operations = new OperationStore(database.db);
    const worker = new OperationWorker(operations, logger);
    const walker = new Walker(new WalkStore(database.db), logger);
    const streams = new Streams(sessionStore);
    const app = composeApp(options, {
      ...parts,
      sessionStore,
      tokens,
      provider,
      inTurn,
      deliverer,
      scheduler,
      walker,
      worker,
      streams,
    });
    const server = await listen(createServer(app), options);
    const importItems = new ImportItems(database.db);
    const prune = () =>
      void Promise.all([sessionStore.prune(), importItems.wipe()]).catch((error: unknown) =>
        logger.error(error, 'Pruning failed'),
      );
    prune();
    const files = new ExportFiles(database.db, new SealedBytes(options.sessionSecrets, 'export files'));
    const forgetFiles = () =>
      void files.prune(new Date()).catch((error: unknown) => logger.error(error, 'Forgetting files failed'));
    forgetFiles();
    const fileTimer = setInterval(forgetFiles, forgetFilesEveryMs).unref();
    deliverer.start();
    scheduler.start();
    walker.start();
    // The embedded database has one process: whoever had taken something before is dead.
    if (options.databaseUrl === undefined) await operations.freeAll();
    worker.start();
    const timer = setInterval(prune, pruneEveryMs).unref();
    const anchors = anchorsOf(options, database.db, logger);
    await anchors.drop();
    const anchorTimer = setInterval(() => void anchors.drop(), anchorEveryMs).unref();
    return {
      url: publicUrl.origin,
      scopes,
      close: async () => {
        clearInterval(timer);
        clearInterval(fileTimer);
        clearInterval(anchorTimer);
        streams.close();
        await closeServer(server);
        await Promise.all([deliverer.stop(), scheduler.stop(), walker.stop(), worker.stop()]);
        await anchors.drop();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Parts extends Omit<AppDependencies, 'config' | 'client' | 'webDirectory'> {
  tokens: TokenSource;
}

function composeApp(options: BffOptions, { tokens, ...parts }: Parts) {
  const patience = { ...defaultPatience, ...options.patience };
  return createApp({
    ...parts,
    config: options,
    importTiming: options.importTiming,
    client: new ManagementClient(options.tenant.origin, tokens, patience),
    webDirectory: options.webDirectory ?? builtWebApp,
  });
}

function anchorsOf({ dataDirectory }: BffOptions, store: Store, logger: Logger): Anchors {
  return new Anchors(store, dataDirectory === undefined ? undefined : anchorsIn(dataDirectory), logger);
}

/**
 * Connections for the turns alone, where there are replicas to wait for: each is held while the tenant
 * is asked, and however slow the tenant is, sessions must still be read.
 */
async function openTurns({ databaseUrl }: BffOptions): Promise<OpenDatabase<Tables> | undefined> {
  if (databaseUrl === undefined) return undefined;
  return openDatabase<Tables>({ url: databaseUrl, connections: 5, connectionWaitMs: 20_000 });
}

/** Tries again until the tenant answers: at the start of everything it may be a moment later than Rollcall. */
async function whenReachable<Result>(
  origin: string,
  waitMs: number,
  connect: () => Promise<Result>,
): Promise<Result> {
  const deadline = Date.now() + waitMs;
  for (;;) {
    try {
      return await connect();
    } catch (error) {
      if (error instanceof StartFailure) throw error;
      if (error instanceof ProblemError && error.code === 'tenant_misconfigured') {
        throw new StartFailure(
          'AUTH0_M2M_CLIENT_ID or AUTH0_M2M_CLIENT_SECRET is wrong, or that application is not authorized for the Management API (AUTH0_AUDIENCE).',
        );
      }
      if (Date.now() > deadline) {
        throw new StartFailure(
          `AUTH0_DOMAIN: the tenant at ${origin} cannot be reached (${reasonOf(error)}).`,
        );
      }
      await pause(250);
    }
  }
}

async function listen(server: Server, { host, port }: Pick<BffOptions, 'host' | 'port'>): Promise<Server> {
  server.requestTimeout = 60_000;
  // Longer than the idle time of the usual proxies, so that they never write into a closing connection.
  server.keepAliveTimeout = 65_000;
  server.headersTimeout = 66_000;
  const { promise, resolve, reject } = Promise.withResolvers<Server>();
  server.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') {
      reject(new StartFailure(`PORT ${port} is in use. Stop what listens there, or choose another PORT.`));
    } else {
      reject(new StartFailure(`HOST or PORT: cannot listen on ${host}:${port} (${reasonOf(error)}).`));
    }
  });
  server.listen(port, host, () => resolve(server));
  return promise;
}

async function closeServer(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeIdleConnections();
  const patience = setTimeout(() => server.closeAllConnections(), 10_000).unref();
  await promise;
  clearTimeout(patience);
}
