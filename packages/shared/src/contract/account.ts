import { z } from 'zod';
import { allPermissions } from '../access/permissions.ts';
import { teamRoleNames } from '../access/team-roles.ts';
import type { Row } from './row.ts';

/** The signed-in team member, what they may do, and what Rollcall's token may do. */
export const Me = z.object({
  member: z.object({
    id: z.string(),
    name: z.string().optional(),
    email: z.string().optional(),
    picture: z.string().optional(),
    roles: z.array(z.enum(teamRoleNames)),
  }),
  /** Permissions over at least some users; a single user says which hold for it. */
  permissions: z.array(z.enum(allPermissions)),
  /** The scopes of the M2M token. */
  scopes: z.array(z.string()),
  tenant: z.object({ domain: z.string() }),
});
export type Me = z.infer<typeof Me>;

export const accountRows = {
  getMe: {
    method: 'GET',
    path: '/api/me',
    scopes: [],
    status: 200,
    response: Me,
    problems: [],
  },
} as const satisfies Record<string, Row>;
