import { z } from 'zod';
import { UserId } from '../user/id.ts';
import { User } from '../user/user.ts';
import { UserParams } from './profile.ts';
import type { Row } from './row.ts';

/** What can be done later. */
export const ScheduledKind = z.enum(['unblock', 'delete']);
export type ScheduledKind = z.infer<typeof ScheduledKind>;

/** An act that Rollcall does later, as the member who asked for it. */
export const ScheduledAct = z.object({
  id: z.uuid(),
  kind: ScheduledKind,
  state: z.enum(['pending', 'running', 'done', 'failed', 'cancelled']),
  due_at: z.iso.datetime(),
  created_at: z.iso.datetime(),
  /** Who asked for it; it is done with what they may do when it is due. */
  member: z.object({ id: z.string(), name: z.string() }),
  reason: z.string().optional(),
  /** Why it failed, is tried again, or was cancelled. */
  detail: z.string().optional(),
});
export type ScheduledAct = z.infer<typeof ScheduledAct>;

const Schedules = z.object({ schedules: z.array(ScheduledAct) });

/** What is kept of a user whom Rollcall has deleted, as they were when it was planned. */
export const DeletedUser = z.object({
  user: User,
  /** What is hidden of it, as of every user. */
  masked: z.array(z.string()),
  deleted_at: z.iso.datetime(),
  planned_at: z.iso.datetime(),
  /** Who had planned it. */
  member: z.object({ name: z.string() }),
});
export type DeletedUser = z.infer<typeof DeletedUser>;

const day = 24 * 60 * 60_000;

/** A moment ahead, by a year at most. */
const Later = z.iso
  .datetime({ message: 'Choose a moment.' })
  .refine((at) => Date.parse(at) > Date.now(), 'This moment is over.')
  .refine((at) => Date.parse(at) < Date.now() + 366 * day, 'At most a year ahead.');

const schedule = {
  method: 'POST',
  user: 'in-scope',
  notToOneself: true,
  ifMatch: 'accepted',
  params: UserParams,
  status: 200,
  response: Schedules,
  problems: ['not_found', 'beyond_own_rights', 'conflict', 'outcome_unknown'],
} as const;

export const schedulesRows = {
  listSchedules: {
    method: 'GET',
    path: '/api/users/:userId/schedules',
    permission: 'users:read',
    scopes: ['read:users'],
    user: 'in-scope',
    params: UserParams,
    status: 200,
    response: Schedules,
    problems: ['not_found'],
  },
  /** For ninety days. Who could not have seen and deleted the user is told nothing. */
  getDeletedUser: {
    method: 'GET',
    path: '/api/deleted-users/:deletedUserId',
    permission: 'users:delete',
    scopes: [],
    params: z.strictObject({ deletedUserId: UserId }),
    status: 200,
    response: DeletedUser,
    problems: ['not_found'],
  },
  blockUserUntil: {
    ...schedule,
    path: '/api/users/:userId/block-until',
    permission: 'users:block',
    audit: 'user.block_until',
    scopes: ['read:users', 'update:users'],
    body: z.strictObject({ until: Later }),
  },
  deleteUserLater: {
    ...schedule,
    path: '/api/users/:userId/delete-later',
    permission: 'users:delete',
    audit: 'user.delete_later',
    stepUp: true,
    scopes: ['read:users', 'delete:users'],
    /** The user is blocked meanwhile. */
    fields: { days: { permission: 'users:block', scopes: ['update:users'] } },
    body: z.strictObject({
      days: z.number().int().min(1, 'At least one day.').max(365, 'At most 365 days.'),
    }),
  },
  cancelSchedule: {
    method: 'DELETE',
    path: '/api/users/:userId/schedules/:scheduleId',
    permission: 'users:block',
    audit: 'schedule.cancel',
    scopes: ['read:users'],
    user: 'in-scope',
    ifMatch: 'accepted',
    params: UserParams.extend({ scheduleId: z.uuid() }),
    status: 200,
    response: Schedules,
    problems: ['not_found', 'conflict'],
  },
} as const satisfies Record<string, Row>;
