import type { credentialsRows } from '@rollcall/shared/contract/credentials.ts';
import type { TakeoverGuard } from '../../access/takeover-guard.ts';
import type { HandlersOf } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import type { TenantConnections } from '../../management/connections.ts';
import type { SendPasswordEmail } from '../../management/password-email.ts';
import type { TenantSessions } from '../../management/sessions.ts';
import type { TenantTickets } from '../../management/tickets.ts';
import type { TenantUser } from '../../management/user-schema.ts';
import type { TenantUsers } from '../../management/users.ts';
import { passwordConnectionOf } from './database-account.ts';
import { setPassword } from './set-password.ts';

/** What the credentials of users ask of the tenant, and of the audit trail. */
export interface CredentialsDependencies {
  users: TenantUsers;
  connections: TenantConnections;
  sessions: TenantSessions;
  tickets: TenantTickets;
  sendPasswordEmail: SendPasswordEmail;
  takeoverGuard: TakeoverGuard;
}

/**
 * Passwords go in here and never come out: no answer, log line or error holds one. Tickets come out once,
 * in the answer to who asked for one.
 */
export function credentialsHandlers(
  dependencies: CredentialsDependencies,
): HandlersOf<typeof credentialsRows> {
  const { connections, tickets, sendPasswordEmail, takeoverGuard } = dependencies;
  return {
    setPassword: (call) => setPassword(dependencies, call),
    createPasswordTicket: async ({ member, user, body }) => {
      await takeoverGuard(member, user);
      await passwordConnectionOf(connections, user);
      requireEmail(user);
      return tickets.passwordChange(user.user_id, body);
    },
    sendPasswordEmail: async ({ member, user }) => {
      await takeoverGuard(member, user);
      const { name } = await passwordConnectionOf(connections, user);
      await sendPasswordEmail(requireEmail(user), name);
    },
    createVerificationTicket: async ({ user, body }) => {
      requireEmail(user);
      return tickets.emailVerification(user, body.ttl_sec);
    },
    sendVerificationEmail: async ({ user }) => {
      requireEmail(user);
      return { status: await tickets.sendVerificationEmail(user) };
    },
  };
}

/** @throws {ProblemError} `refused_by_tenant` where there is no address to send anything to */
function requireEmail({ email }: TenantUser): string {
  if (email !== undefined) return email;
  const detail = 'The user has no e-mail address.';
  throw new ProblemError('refused_by_tenant', { detail, errors: [{ field: 'email', detail }] });
}
