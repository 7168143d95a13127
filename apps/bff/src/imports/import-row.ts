import { isLimited } from '@rollcall/shared/import/modes.ts';
import { isVisible } from '../access/choke-point.ts';
import { ProblemError } from '../http/problem.ts';
import type { TenantUser } from '../management/user-schema.ts';
import type { Settled } from '../operations/item-store.ts';
import { createFromRow } from './create-from-row.ts';
import { mergeRow } from './merge-row.ts';
import type { ImportDependencies, RunningImport } from './run.ts';
import type { ImportRow } from './stored-import.ts';

/** What has become of a row, and as what it counts. */
export interface RowFate extends Settled {
  counts?: 'inserted' | 'updated';
}

/**
 * What those who see certain users only are told of a row that would be, or would touch, a user outside: the
 * same whether there is such a user, or the new one would be out of their scope, or it is refused for
 * somebody else's sake.
 */
const neutral = {
  state: 'failed',
  code: 'refused_by_tenant',
  detail: 'The user could not be created.',
} as const;

/** What tells those who see certain users only about the others. */
const telling = new Set([
  'already_exists',
  'permission_missing',
  'refused_by_tenant',
  'not_found',
  'masked_field',
]);
/** What is not about this row. */
const ofTheMoment = new Set([
  'tenant_busy',
  'tenant_unreachable',
  'tenant_invalid',
  'tenant_misconfigured',
  'store_unavailable',
  'scope_missing',
]);
/** How far the clocks of Auth0 and of this machine may be apart, in milliseconds. */
const skewMs = 5_000;

/**
 * Imports one row as the team member could do it by hand. The user is looked for by address and id first:
 * nothing is sent for somebody whom the member may not see.
 *
 * @throws {ProblemError} what is not about the row, such as `tenant_busy`
 */
export async function importRow(
  dependencies: ImportDependencies,
  running: RunningImport,
  row: ImportRow,
): Promise<RowFate> {
  const { member } = running.found;
  const found = await matches(dependencies, running, row);
  if (found.some((user) => !isVisible(member, user))) {
    await noteDenied(dependencies, running);
    return neutral;
  }
  const [user, other] = found;
  if (other !== undefined) {
    return {
      state: 'failed',
      code: 'conflict',
      detail: 'The address and the id are those of different users.',
    };
  }
  try {
    if (user === undefined) return await createFromRow(dependencies, running, row);
    if (running.params.mode === 'merge') return await mergeRow(dependencies, running, row, user);
    const began = running.operation.started_at?.getTime() ?? 0;
    const isOurs = row.tries > 1 && Date.parse(user.created_at ?? '') >= began - skewMs;
    if (isOurs) return { state: 'done', userId: user.user_id, counts: 'inserted' };
    return {
      state: 'failed',
      code: 'already_exists',
      detail: 'There is such a user already.',
      userId: user.user_id,
    };
  } catch (error) {
    if (!(error instanceof ProblemError) || ofTheMoment.has(error.code)) throw error;
    if (user === undefined && isLimited(member.grants) && telling.has(error.code)) return neutral;
    return fateOf(error, user);
  }
}

function fateOf({ code, sentence }: ProblemError, user: TenantUser | undefined): RowFate {
  return {
    state: code === 'outcome_unknown' ? 'unknown' : 'failed',
    code,
    detail: sentence,
    userId: user?.user_id,
  };
}

/** Who has the address, or the id, in this connection. */
async function matches(
  { users }: ImportDependencies,
  { connection }: RunningImport,
  { user }: ImportRow,
): Promise<TenantUser[]> {
  const [byEmail, byId] = await Promise.all([
    users.byEmail(user.email.toLowerCase()),
    user.user_id === undefined ? undefined : users.find(`auth0|${user.user_id}`),
  ]);
  const here = byEmail.filter(({ identities }) =>
    identities.some((one) => one.connection === connection.name),
  );
  return [
    ...new Map([...here, ...(byId === undefined ? [] : [byId])].map((one) => [one.user_id, one])).values(),
  ];
}

async function noteDenied({ trail }: ImportDependencies, { operation }: RunningImport): Promise<void> {
  await trail
    .note(
      {
        action: 'user.create',
        actor: { id: operation.member_id, name: operation.member_name },
        target: null,
        reason: operation.reason ?? undefined,
        requestId: `operation-${operation.id}`,
      },
      { outcome: 'denied', problem: 'permission_missing' },
    )
    .catch(() => undefined);
}
