import type { CustomField } from '@rollcall/shared/user/custom-fields.ts';
import { memberWithRights } from '../../access/rights.ts';
import type { AuditTrail } from '../../audit/trail.ts';
import { type ExportFiles, LostOperation } from '../../exports/export-files.ts';
import { attributesOf, headsOf, valuesOf } from '../../exports/row-values.ts';
import { type Value, writers } from '../../exports/writers.ts';
import { eachOf } from '../../management/pages.ts';
import type { TenantOrganizations } from '../../management/organizations.ts';
import type { TenantRoles } from '../../management/roles.ts';
import { isAbsent } from '../../management/settled.ts';
import type { TenantUser } from '../../management/user-schema.ts';
import type { OperationStore, TakenOperation } from '../../operations/operation-store.ts';
import type { Store } from '../../store/schema.ts';
import type { TeamMember } from '../../store/team.ts';
import { counted, ExportParams, ExportProgress } from './params.ts';
import { namedPieces, type PieceDependencies, tenantPieces, walkPieces } from './pieces.ts';

/** What making a file takes. */
export interface RunDependencies extends PieceDependencies {
  store: Store;
  operations: OperationStore;
  files: ExportFiles;
  roles: TenantRoles;
  organizations: TenantOrganizations;
  trail: AuditTrail;
  customFields: readonly CustomField[];
}

/** Columns that take a request for each user. */
export const perUser = ['roles', 'organizations'] as const;
/** As many organizations of one user are told. */
const mostOrganizations = 50;

/**
 * Makes the file of an export, a piece at a time. Each is kept together with where the next one begins, so that
 * another process goes on behind it; and before each the grants of the member are read again: where any has
 * changed, the export ends.
 *
 * @throws {ProblemError} `not_a_team_member`, `permission_missing`, and what finding the users fails with
 */
export async function runExport(
  dependencies: RunDependencies,
  operation: TakenOperation,
  signal: AbortSignal,
): Promise<void> {
  try {
    await makeFile(dependencies, operation, signal);
  } catch (error) {
    // It is somebody else's by now, or stopped: whoever has it says how it ends.
    if (!(error instanceof LostOperation)) throw error;
  }
}

async function makeFile(
  dependencies: RunDependencies,
  operation: TakenOperation,
  signal: AbortSignal,
): Promise<void> {
  const { files, operations, store } = dependencies;
  const params = ExportParams.parse(operation.params);
  const { source, paths } = params;
  const writer = writers[params.format];
  const heads = headsOf(paths, dependencies.customFields);
  let progress = ExportProgress.parse(operation.progress ?? {});
  if (progress.phase !== 'ended') {
    const member = await memberWithRights(store, operation);
    const isBegun = progress.writer !== null && source.kind !== 'tenant';
    if (!isBegun) {
      const { bytes, state } = await writer.begin(heads);
      progress = counted({ ...progress, rows: 0, last: null, writer: state });
      await files.begin(operation, { name: nameOf(params), type: writer.type }, progress);
      await files.add(operation, bytes, 0, progress);
    }
    const note = async (more: Partial<ExportProgress>) => {
      progress = counted({ ...progress, ...more });
      if (!(await operations.note(operation, progress, new Date()))) throw new LostOperation();
    };
    const attributes = attributesOf(
      member,
      paths.filter((path) => !isPerUser(path)),
    );
    const finding = { member, attributes, progress, signal, note };
    for await (const { users, last } of piecesOf(dependencies, source, finding)) {
      await memberWithRights(store, operation);
      const rows = await rowsOf(dependencies, member, users, paths);
      const { bytes, state } = await writer.rows(progress.writer ?? { rows: 0, entries: [] }, heads, rows);
      progress = counted({ ...progress, last, writer: state, rows: progress.rows + rows.length });
      await files.add(operation, bytes, rows.length, progress);
      if (signal.aborted) return;
    }
    if (signal.aborted || progress.writer === null) return;
    const { bytes, state } = await writer.end(progress.writer);
    progress = counted({ ...progress, phase: 'ended', expected: progress.rows, writer: state });
    await files.add(operation, bytes, 0, progress);
  }
  await files.finish(operation, progress, new Date());
  if (source.kind === 'walk') await dependencies.walks.retain(source.walk, false, new Date());
  await tell(dependencies, operation, params, progress.rows);
}

function piecesOf(
  dependencies: RunDependencies,
  source: ExportParams['source'],
  finding: Parameters<typeof tenantPieces>[1],
) {
  switch (source.kind) {
    case 'walk':
      return walkPieces(dependencies, source.walk, finding);
    case 'ids':
      return namedPieces(dependencies, source.ids, finding);
    case 'tenant':
      return tenantPieces(dependencies, finding);
  }
}

async function rowsOf(
  dependencies: RunDependencies,
  member: TeamMember,
  users: readonly TenantUser[],
  paths: readonly string[],
): Promise<Value[][]> {
  const asked = paths.filter(isPerUser);
  const more = asked.length === 0 ? [] : await eachOf(users, (user) => namesOf(dependencies, user, asked));
  return users.flatMap((user, index) => {
    const values = valuesOf(member, user, paths, more[index]);
    return values === undefined ? [] : [values];
  });
}

/** The names of what a user was given; nothing of one who is gone meanwhile. */
async function namesOf(
  { roles, organizations }: RunDependencies,
  { user_id: userId }: TenantUser,
  asked: readonly string[],
): Promise<Record<string, string>> {
  const names: Record<string, string> = {};
  if (asked.includes('roles')) {
    const found = roles.ofUser(userId);
    if (!(await isAbsent(found))) names['roles'] = (await found).map(({ name }) => name).join(', ');
  }
  if (asked.includes('organizations')) {
    const found = organizations.ofUser(userId, 0, mostOrganizations);
    if (!(await isAbsent(found))) {
      names['organizations'] = (await found).organizations.map(({ name }) => name).join(', ');
    }
  }
  return names;
}

function isPerUser(path: string): boolean {
  return perUser.some((name) => name === path);
}

function nameOf({ format, source }: ExportParams): string {
  const whom = source.kind === 'tenant' ? 'all-users' : 'users';
  return `rollcall-${whom}-${new Date().toISOString().slice(0, 10)}.${format}`;
}

/** The trail tells how many users are in the file, in the name of whom it was made for. */
async function tell(
  { trail }: RunDependencies,
  operation: TakenOperation,
  { title }: ExportParams,
  rows: number,
): Promise<void> {
  const intent = {
    action: 'user.export_made',
    actor: { id: operation.member_id, name: operation.member_name },
    target: { kind: 'operation', id: operation.id, name: title },
    reason: operation.reason ?? undefined,
    requestId: operation.id,
  } as const;
  const changes = [{ field: 'users', before: null, after: rows }];
  await trail.note(intent, { outcome: 'done', changes });
}
