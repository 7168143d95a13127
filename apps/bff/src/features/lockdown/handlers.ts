import type { LockdownReport, LockdownStep, lockdownRows } from '@rollcall/shared/contract/lockdown.ts';
import { connectionKind } from '@rollcall/shared/user/connection.ts';
import { generatePassword } from '@rollcall/shared/user/password-generator.ts';
import type { PasswordPolicy } from '@rollcall/shared/user/password-policy.ts';
import { randomInt } from 'node:crypto';
import type { TakeoverGuard } from '../../access/takeover-guard.ts';
import type { Call, HandlersOf } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import type { TenantConnections } from '../../management/connections.ts';
import type { SendPasswordEmail } from '../../management/password-email.ts';
import type { TenantSessions } from '../../management/sessions.ts';
import type { TenantTickets } from '../../management/tickets.ts';
import type { TenantUser } from '../../management/user-schema.ts';
import type { TenantUsers } from '../../management/users.ts';

/** What a lockdown asks of the tenant, and of the audit trail. */
export interface LockdownDependencies {
  users: TenantUsers;
  connections: TenantConnections;
  sessions: TenantSessions;
  tickets: TenantTickets;
  sendPasswordEmail: SendPasswordEmail;
  takeoverGuard: TakeoverGuard;
}

const ticketLifetime = 24 * 60 * 60;

/**
 * Keeps somebody out in one act: blocked, signed out, and with a password that nobody knows. Each step is
 * tried whatever became of the others, and its fate is in the report.
 */
export function lockdownHandlers(dependencies: LockdownDependencies): HandlersOf<typeof lockdownRows> {
  return {
    lockDownUser: async (call) => {
      const { user, body, telling } = call;
      const steps = new Map<LockdownStep['step'], LockdownStep>();
      const attempt = async (step: LockdownStep['step'], act: () => Promise<unknown>) => {
        steps.set(step, { step, ...(await act().then(() => ({ outcome: 'done' as const }), fateOf)) });
      };
      const report: LockdownReport = { steps: [] };
      await attempt('block', () => block(dependencies.users, user));
      if (body.sign_out === true) {
        await attempt('sign_out', () => dependencies.sessions.revokeAccess(user.user_id));
      }
      if (body.password !== undefined) {
        await attempt('password', () => replacePassword(dependencies, user));
        // A new password lifts a block. So the user is blocked again at once, and what comes of that counts.
        if (steps.get('password')?.outcome !== 'impossible') {
          await attempt('block', () => block(dependencies.users, user));
        }
        if (body.password !== 'later') {
          await attempt('link', async () => {
            const ticket = await letIn(dependencies, call);
            if (ticket !== undefined) report.ticket = ticket;
          });
        }
      }
      report.steps.push(...steps.values());
      telling.changed(
        report.steps.map(({ step, outcome }) => ({
          field: `lockdown.${step}`,
          before: null,
          after: outcome,
        })),
      );
      return report;
    },
  };
}

function block(users: TenantUsers, { user_id: userId }: TenantUser) {
  return users.update(userId, { blocked: true }, (now) => now.blocked === true);
}

/** Puts a password that nobody knows in the place of the old one, which lifts the block. */
async function replacePassword({ users, connections }: LockdownDependencies, user: TenantUser) {
  const { name, password_policy: policy } = await keeperOf(connections, user);
  const password = generatePassword(policy, (max) => randomInt(max), user);
  await users.update(user.user_id, { password, connection: name });
}

/** The way back to a password, for when the block is lifted. */
async function letIn(
  { connections, tickets, sendPasswordEmail, takeoverGuard }: LockdownDependencies,
  { member, user, body }: Call<typeof lockdownRows.lockDownUser>,
) {
  await takeoverGuard(member, user);
  const { name } = await keeperOf(connections, user);
  if (user.email === undefined) throw impossible('The user has no e-mail address.');
  if (body.password === 'ticket') {
    return tickets.passwordChange(user.user_id, { ttl_sec: ticketLifetime, mark_email_as_verified: false });
  }
  await sendPasswordEmail(user.email, name);
  return undefined;
}

async function keeperOf(
  connections: TenantConnections,
  { identities: [primary] }: TenantUser,
): Promise<{ name: string; password_policy: PasswordPolicy }> {
  const connection = primary === undefined ? null : await connections.fresh(primary.connection);
  if (connection === null)
    throw new ProblemError('refused_by_tenant', { detail: "The user's connection cannot be read." });
  const { name, strategy, password_policy: policy } = connection;
  if (connectionKind(strategy) !== 'database') throw impossible(`${name} keeps no passwords in Auth0.`);
  if (policy === null)
    throw new ProblemError('refused_by_tenant', { detail: `The password policy of ${name} cannot be read.` });
  return { name, password_policy: policy };
}

/** A step that this connection has no place for. */
class ImpossibleStep extends Error {}

function impossible(detail: string): ImpossibleStep {
  return new ImpossibleStep(detail);
}

function fateOf(error: unknown): Pick<LockdownStep, 'outcome' | 'detail'> {
  if (error instanceof ImpossibleStep) return { outcome: 'impossible', detail: error.message };
  const { code, sentence } = error instanceof ProblemError ? error : new ProblemError('internal_error');
  return {
    outcome: code === 'outcome_unknown' ? 'unknown' : code === 'not_in_plan' ? 'impossible' : 'failed',
    detail: sentence,
  };
}
