import { z } from 'zod';
import { RoleId } from '../access/assignable-roles.ts';
import { problemCodes } from '../problems.ts';
import { isStorable } from '../user/metadata.ts';
import { Organization, OrganizationId } from './organizations.ts';
import { Role } from './roles.ts';
import type { Row } from './row.ts';
import { UserList, UserListQuery } from './users.ts';

/** As many users as are asked one by one whether they have a factor: each costs a request. */
export const mostAskedForFactors = 1000;

/** How far a walk is through all users that match, beyond the first 1,000 that a search pages through. */
export const Walk = z.object({
  id: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** What it does now: it reads the members of a role or an organization, the users, or their factors. */
  phase: z.enum(['members', 'users', 'factors']),
  found: z.number().int(),
  /** How many there probably are; `null` where that is not known or not to be told. */
  expected: z.number().int().nullable(),
  /** Requests to the tenant so far, and how many it probably takes. */
  calls: z.number().int(),
  expected_calls: z.number().int().nullable(),
  seconds_left: z.number().int().nullable(),
  started_at: z.string(),
  /** When it is forgotten. */
  expires_at: z.string(),
  /** Why it failed. */
  failure: z.object({ code: z.enum(problemCodes), detail: z.string() }).optional(),
});
export type Walk = z.infer<typeof Walk>;

/** A page of the users that a walk has found, in the order that it was asked for. */
export const WalkUserList = UserList.extend({
  /** How many of this page are left out, because they are gone or out of scope by now. */
  gone: z.number().int(),
});
export type WalkUserList = z.infer<typeof WalkUserList>;

/** How many ids of a walk are told at once. */
export const mostWalkIds = 10_000;

const { sort, page, per_page, columns } = UserListQuery.shape;

const NewWalk = z.strictObject({
  /** As in the list. It is kept for as long as the walk is. */
  q: z
    .string()
    .max(2000, 'At most 2,000 characters.')
    .refine(isStorable, 'Contains a character that cannot be stored.')
    .default(''),
  sort,
  /** Only users who were given this role. */
  role: RoleId.optional(),
  /** Only members of this organization. */
  organization: OrganizationId.optional(),
  /** Only users without a second factor. */
  mfa: z.literal('none').optional(),
});

/** An id that the database gives. */
const WalkParams = z.strictObject({ walkId: z.uuid('This is no id.') });

const Words = z
  .string()
  .max(100, 'At most 100 characters.')
  .refine(isStorable, 'Contains a character that cannot be stored.')
  .default('');

export const walksRows = {
  startWalk: {
    method: 'POST',
    path: '/api/walks',
    permission: 'users:read',
    scopes: ['read:users'],
    fields: {
      role: { permission: 'users:read', scopes: ['read:roles', 'read:role_members'] },
      organization: { permission: 'users:read', scopes: ['read:organization_members'] },
      mfa: { permission: 'users:read', scopes: ['read:authentication_methods'] },
    },
    /** It reads; that it is kept for a while is the BFF's own matter. */
    whileViewingAs: true,
    body: NewWalk,
    status: 201,
    response: Walk,
    problems: ['invalid_query', 'masked_field', 'search_too_slow', 'search_too_long'],
  },
  getWalk: {
    method: 'GET',
    path: '/api/walks/:walkId',
    permission: 'users:read',
    scopes: ['read:users'],
    params: WalkParams,
    status: 200,
    response: Walk,
    problems: ['not_found'],
  },
  listWalkUsers: {
    method: 'GET',
    path: '/api/walks/:walkId/users',
    permission: 'users:read',
    scopes: ['read:users'],
    user: 'list',
    params: WalkParams,
    query: z.strictObject({ page, per_page, columns }),
    status: 200,
    response: WalkUserList,
    problems: ['not_found', 'masked_field', 'search_too_slow'],
  },
  /**
   * The ids of those whom a walk has found, in their own order: who matched then. They are not judged anew;
   * whoever does something to one of them is judged when it is done.
   */
  listWalkIds: {
    method: 'GET',
    path: '/api/walks/:walkId/ids',
    permission: 'users:read',
    scopes: ['read:users'],
    params: WalkParams,
    /** The last id that was told; the next ones come after it. */
    query: z.strictObject({
      after: z
        .string()
        .max(400, 'At most 400 characters.')
        .refine(isStorable, 'Contains a character that cannot be stored.')
        .default(''),
    }),
    status: 200,
    /** `next` is the `after` of the next page; `null` at the end. */
    response: z.object({ ids: z.array(z.string()), next: z.string().nullable() }),
    problems: ['not_found'],
  },
  cancelWalk: {
    method: 'DELETE',
    path: '/api/walks/:walkId',
    permission: 'users:read',
    scopes: [],
    whileViewingAs: true,
    params: WalkParams,
    status: 204,
    problems: ['not_found'],
  },
  listRoleFilters: {
    method: 'GET',
    path: '/api/filters/roles',
    permission: 'users:read',
    scopes: ['read:roles', 'read:role_members'],
    query: z.strictObject({ q: Words }),
    status: 200,
    /** Of more than fifty the first fifty by name. */
    response: z.object({ roles: z.array(Role), complete: z.boolean() }),
    problems: [],
  },
  listOrganizationFilters: {
    method: 'GET',
    path: '/api/filters/organizations',
    permission: 'users:read',
    scopes: [['read:organizations', 'read:organizations_summary'], 'read:organization_members'],
    query: z.strictObject({ q: Words }),
    status: 200,
    /**
     * Of more than fifty the first fifty by name. Their names are customers: whoever sees certain users
     * only, and manages no organizations, finds one by its id alone.
     */
    response: z.object({ organizations: z.array(Organization), complete: z.boolean(), named: z.boolean() }),
    problems: [],
  },
} as const satisfies Record<string, Row>;
