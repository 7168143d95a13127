import { z } from 'zod';
import { Ticket } from './credentials.ts';
import { UserParams } from './profile.ts';
import type { Row } from './row.ts';

/** One step of a lockdown, and what became of it. */
export const LockdownStep = z.object({
  step: z.enum(['block', 'sign_out', 'password', 'link']),
  /** `impossible`: the connection has no such thing. */
  outcome: z.enum(['done', 'failed', 'unknown', 'impossible']),
  /** Why, where it was not done. */
  detail: z.string().optional(),
});
export type LockdownStep = z.infer<typeof LockdownStep>;

/** What became of each step, in the order in which they were taken. */
export const LockdownReport = z.object({
  steps: z.array(LockdownStep),
  /** The way back in, where one was asked for: shown once. */
  ticket: Ticket.optional(),
});
export type LockdownReport = z.infer<typeof LockdownReport>;

export const lockdownRows = {
  lockDownUser: {
    method: 'POST',
    path: '/api/users/:userId/lockdown',
    permission: 'users:block',
    scopes: ['read:users', 'read:connections', 'update:users'],
    fields: {
      sign_out: { permission: 'sessions:revoke', scopes: ['delete:sessions', 'delete:refresh_tokens'] },
      password: {
        permission: 'tickets:create',
        scopes: ['read:connections_options', 'create:user_tickets'],
      },
    },
    user: 'in-scope',
    audit: 'user.lock_down',
    stepUp: true,
    notToOneself: true,
    ifMatch: 'accepted',
    params: UserParams,
    /** A key that is there asks for its step; blocking needs none. */
    body: z.strictObject({
      sign_out: z.literal(true).optional(),
      /** The password is replaced by one that nobody knows; the way back to one is a link, an e-mail, or none yet. */
      password: z.enum(['ticket', 'email', 'later']).optional(),
    }),
    status: 200,
    response: LockdownReport,
    problems: ['not_found', 'beyond_own_rights', 'conflict', 'outcome_unknown'],
  },
} as const satisfies Record<string, Row>;
