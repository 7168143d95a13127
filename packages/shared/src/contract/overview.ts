import { z } from 'zod';
import { problemCodes } from '../problems.ts';
import { UserParams } from './profile.ts';
import type { Row } from './row.ts';

/** One block of brute-force protection; without an IP address it holds for all of them. */
const UserBlock = z.object({
  /** What was typed at the sign-ins that failed. */
  identifier: z.string().optional(),
  ip: z.string().optional(),
  connection: z.string().optional(),
});
export type UserBlock = z.infer<typeof UserBlock>;

/** Why a part cannot be told, in a code and a sentence. The other parts do not depend on it. */
const Untold = z.object({ state: z.literal('untold'), code: z.enum(problemCodes), sentence: z.string() });
export type Untold = z.infer<typeof Untold>;

function part<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.discriminatedUnion('state', [z.object({ state: z.literal('told'), ...shape }), Untold]);
}

/** Some of several things, by name, and how many there are. */
const some = { names: z.array(z.string()), total: z.number().int() };

/** What is asked of the tenant about a user beside the user: each part for itself. */
export const Overview = z.object({
  blocks: part({ blocked_for: z.array(UserBlock) }),
  /** The kinds of confirmed second factors: `totp`, `phone`, … */
  factors: part({ types: z.array(z.string()) }),
  /** `more`: there are more than were counted. */
  sessions: part({ count: z.number().int(), more: z.boolean() }),
  organizations: part(some),
  roles: part(some),
});
export type Overview = z.infer<typeof Overview>;

/** What the parts spend that not every token has; without it they say so. */
export const overviewScopes = {
  blocks: ['read:users'],
  factors: ['read:authentication_methods'],
  sessions: ['read:sessions'],
  organizations: ['read:organizations'],
  roles: ['read:roles', 'read:role_members'],
} as const satisfies Record<keyof Overview, readonly string[]>;

export const overviewRows = {
  getUserOverview: {
    method: 'GET',
    path: '/api/users/:userId/overview',
    permission: 'users:read',
    scopes: ['read:users'],
    user: 'in-scope',
    params: UserParams,
    status: 200,
    response: Overview,
    problems: ['not_found'],
  },
  clearUserBlocks: {
    method: 'DELETE',
    path: '/api/users/:userId/blocks',
    permission: 'users:block',
    scopes: ['read:users', 'update:users'],
    user: 'in-scope',
    audit: 'user.clear_blocks',
    ifMatch: 'accepted',
    params: UserParams,
    status: 204,
    problems: ['not_found', 'conflict', 'outcome_unknown'],
  },
} as const satisfies Record<string, Row>;
