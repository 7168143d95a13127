import type { CustomField } from '@rollcall/shared/user/custom-fields.ts';
import { type Connection, connectionKind } from '@rollcall/shared/user/connection.ts';
import { needsOf, importNeeds, wayOf } from '@rollcall/shared/import/modes.ts';
import { importsRows } from '@rollcall/shared/contract/imports.ts';
import { permissionsOf } from '@rollcall/shared/access/decision.ts';
import type { Row } from '@rollcall/shared/contract/row.ts';
import { authorize } from '../access/choke-point.ts';
import type { TeamGuard } from '../access/team-guard.ts';
import type { UserTurn } from '../access/user-turn.ts';
import type { AuditTrail } from '../audit/trail.ts';
import { ProblemError } from '../http/problem.ts';
import { inBackground } from '../management/background.ts';
import type { TenantConnections } from '../management/connections.ts';
import type { TenantImportJobs } from '../management/import-jobs.ts';
import type { TokenSource } from '../management/token.ts';
import type { TenantUsers } from '../management/users.ts';
import type { ItemStore } from '../operations/item-store.ts';
import type { OperationStore, TakenOperation } from '../operations/operation-store.ts';
import type { Work } from '../operations/worker.ts';
import { nameOf } from '../store/caller.ts';
import { findMember, type FoundMember } from '../store/find-member.ts';
import type { Store } from '../store/schema.ts';
import type { SealedSecrets } from '../webhooks/sealed-secrets.ts';
import type { ImportItems } from './import-items.ts';
import { runJobs } from './run-jobs.ts';
import { runRows } from './run-rows.ts';
import { ImportParams, ImportProgress } from './stored-import.ts';

/** What imports are done with. */
export interface ImportDependencies {
  store: Store;
  operations: OperationStore;
  items: ItemStore;
  importItems: ImportItems;
  secrets: SealedSecrets;
  tokens: TokenSource;
  users: TenantUsers;
  connections: TenantConnections;
  jobs: TenantImportJobs;
  customFields: readonly CustomField[];
  inTurn: UserTurn;
  teamGuard: TeamGuard;
  trail: AuditTrail;
  issuer: string;
  /** Milliseconds between two looks at a job, between two tries for a place, and for which what was sent may arrive. */
  timing?: { pollMs: number; busyMs: number; graceMs: number } | undefined;
}

/** One import that is under way. */
export interface RunningImport {
  operation: TakenOperation;
  params: ImportParams;
  connection: Connection;
  found: FoundMember;
  scopes: readonly string[];
}

/**
 * Imports the rows of an operation as the team member who began it, with what they may do by then. Each step
 * can be begun again by another process.
 */
export function importWork(dependencies: ImportDependencies): Work {
  return {
    // Nothing is to be found out beforehand: the file was judged as it came.
    prepare: async () => {},
    run: async (operation, signal) => {
      const running = await checked(dependencies, operation);
      const run = running.params.way === 'jobs' ? runJobs : runRows;
      await inBackground(signal, () => run(dependencies, running, signal));
      if (signal.aborted) return;
      await dependencies.items.wipe(operation.id);
      await tellEnd(dependencies, running);
    },
  };
}

async function checked(
  { store, tokens, connections }: ImportDependencies,
  operation: TakenOperation,
): Promise<RunningImport> {
  const params = ImportParams.parse(operation.params);
  const found = await findMember(store, operation.member_id).catch((cause: unknown) => {
    throw new ProblemError('store_unavailable', { cause });
  });
  if (found === undefined) {
    throw new ProblemError('not_a_team_member', {
      detail: `${operation.member_name}, who began this, is not in the team any more.`,
    });
  }
  const { grants } = found.member;
  const scopes = await tokens.scopes();
  authorizeImport(importsRows.beginImport, { permissions: permissionsOf(grants), scopes }, params);
  if (params.way === 'jobs' && wayOf(grants, params) === 'rows') {
    throw new ProblemError('permission_missing', {
      detail: 'Your rights have changed since this import was begun. Begin it again.',
      missing: ['users:import'],
    });
  }
  const connection = importable(await connections.fresh(params.connection));
  return { operation, params, connection, found, scopes };
}

/** Refuses an import for want of a permission or a scope. @throws {ProblemError} `permission_missing`, `scope_missing` */
export function authorizeImport(
  row: Row,
  means: Parameters<typeof authorize>[1],
  wanted: Pick<ImportParams, 'mode' | 'attributes'>,
): void {
  authorize({ ...row, fields: importNeeds }, means, needsOf(wanted));
}

/** A connection that users can be imported into. @throws {ProblemError} `invalid_input` */
export function importable(connection: Connection | null): Connection {
  const detail =
    connection === null
      ? 'There is no such connection.'
      : connectionKind(connection.strategy) !== 'database'
        ? 'Users can be imported into database connections only.'
        : connection.custom_database
          ? 'Users cannot be imported into a custom database whose users are not imported to Auth0.'
          : undefined;
  if (connection !== null && detail === undefined) return connection;
  throw new ProblemError('invalid_input', {
    detail: detail ?? '',
    errors: [{ field: 'connection', detail: detail ?? '' }],
  });
}

async function tellEnd(
  { items, operations, trail }: ImportDependencies,
  { operation, params, found }: RunningImport,
): Promise<void> {
  const counts = await items.counts(operation.id);
  const now = await operations.find(operation.id);
  const { inserted, updated } = ImportProgress.parse(now?.progress);
  const told = {
    inserted,
    updated,
    already: counts.already,
    failed: counts.failed + counts.refused,
    unknown: counts.unknown,
  };
  await trail.note(
    {
      action: 'import.end',
      actor: { id: operation.member_id, name: nameOf(found.member) },
      target: { kind: 'operation', id: operation.id, name: params.title },
      reason: operation.reason ?? undefined,
      requestId: `operation-${operation.id}`,
    },
    {
      outcome: 'done',
      changes: Object.entries(told).map(([field, after]) => ({ field, before: null, after })),
    },
  );
}
