import { z } from 'zod';
import { allPermissions } from '../access/permissions.ts';
import type { Row } from './row.ts';

/** The signed-in team member, what they may do, and what Rollcall's token may do. */
export const Me = z.object({
  member: z.object({
    id: z.string(),
    name: z.string().optional(),
    email: z.string().optional(),
    picture: z.string().optional(),
    /** The titles of the team roles they have. */
    roles: z.array(z.string()),
    /** What each of their grants gives: a team role, over which users in a sentence, and what it hides of them. */
    grants: z.array(z.object({ role: z.string(), users: z.string(), hidden: z.array(z.string()) })),
  }),
  /** The `user_id` of the tenant's account that they sign in with; nobody's while they see Rollcall as somebody else. */
  account: z.string().optional(),
  /** What is hidden of at least some users. */
  masked: z.array(z.string()),
  /** Whom they see Rollcall as; everything else here is that team member's then. */
  viewingAs: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Until when acts that ask for a fresh sign-in are open; `null` when they are not. */
  steppedUpUntil: z.string().nullable(),
  /** The permissions whose acts have to be given a reason. */
  reasonRequired: z.array(z.enum(allPermissions)),
  /** Permissions over at least some users; a single user says which hold for it. */
  permissions: z.array(z.enum(allPermissions)),
  /** The scopes of the M2M token. */
  scopes: z.array(z.string()),
  tenant: z.object({ domain: z.string() }),
});
export type Me = z.infer<typeof Me>;

/** One of one's own sessions. */
export const OwnSession = z.object({
  id: z.string(),
  /** Whether it is the one that asks. */
  current: z.boolean(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  ip: z.string().optional(),
  userAgent: z.string().optional(),
});
export type OwnSession = z.infer<typeof OwnSession>;

const SessionParams = z.strictObject({ sessionId: z.uuid('is not the id of a session') });

export const accountRows = {
  getMe: {
    method: 'GET',
    path: '/api/me',
    scopes: [],
    status: 200,
    response: Me,
    problems: [],
  },
  listMySessions: {
    method: 'GET',
    path: '/api/me/sessions',
    scopes: [],
    status: 200,
    response: z.object({ sessions: z.array(OwnSession) }),
    problems: [],
  },
  endMySession: {
    method: 'DELETE',
    path: '/api/me/sessions/:sessionId',
    scopes: [],
    audit: 'session.end',
    params: SessionParams,
    status: 204,
    problems: ['not_found'],
  },
  endMyOtherSessions: {
    method: 'POST',
    path: '/api/me/sessions/end-others',
    scopes: [],
    audit: 'session.end',
    status: 200,
    response: z.object({ ended: z.number().int() }),
    problems: [],
  },
} as const satisfies Record<string, Row>;
