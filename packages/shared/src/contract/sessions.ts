import { z } from 'zod';
import { UserParams } from './profile.ts';
import type { Row } from './row.ts';

/** What something of a user's is called by the tenant. As with a user_id, nothing in it leaves its segment. */
const ChildId = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/, 'is not such an id');

/** From what, and with what, somebody signed in. Addresses are absent where the mask hides `last_ip`. */
const SessionDevice = z.object({
  initial_ip: z.string().optional(),
  initial_user_agent: z.string().optional(),
  last_ip: z.string().optional(),
  last_user_agent: z.string().optional(),
});
export type SessionDevice = z.infer<typeof SessionDevice>;

/** A session of a user in Auth0's session layer: one browser, however many applications it has been to. */
export const UserSession = z.object({
  id: z.string(),
  created_at: z.string().optional(),
  authenticated_at: z.string().optional(),
  last_interacted_at: z.string().optional(),
  idle_expires_at: z.string().optional(),
  expires_at: z.string().optional(),
  device: SessionDevice,
  clients: z.array(z.object({ client_id: z.string() })),
  /** What the user has proved themselves with: `pwd`, `mfa`, … */
  methods: z.array(z.string()),
});
export type UserSession = z.infer<typeof UserSession>;

/** A refresh token of a user: what an application keeps to stay signed in without a browser. */
export const UserRefreshToken = z.object({
  id: z.string(),
  client_id: z.string().optional(),
  session_id: z.string().optional(),
  created_at: z.string().optional(),
  last_exchanged_at: z.string().optional(),
  idle_expires_at: z.string().optional(),
  expires_at: z.string().optional(),
  rotating: z.boolean().optional(),
  device: SessionDevice,
  resource_servers: z.array(z.object({ audience: z.string(), scopes: z.string() })),
});
export type UserRefreshToken = z.infer<typeof UserRefreshToken>;

export const UserDeviceCredential = z.object({
  id: z.string(),
  /** Mostly a user agent. */
  device_name: z.string().optional(),
  type: z.string(),
  client_id: z.string().optional(),
});
export type UserDeviceCredential = z.infer<typeof UserDeviceCredential>;

/** What a user lets an application do in their name. Nothing to do with the grants of team members. */
export const UserGrant = z.object({
  id: z.string(),
  clientID: z.string().optional(),
  audience: z.string().optional(),
  scope: z.array(z.string()),
});
export type UserGrant = z.infer<typeof UserGrant>;

/** What is hidden of the entries of a list: absent is then not the same as none. */
const masked = z.array(z.string());

/** Lists that go on from a checkpoint, which is Auth0's own text. */
const Checkpoint = z.strictObject({
  from: z
    .string()
    .regex(/^[\w+/=.~-]{1,600}$/, 'is no checkpoint')
    .optional(),
  take: z.coerce.number().int().min(1).max(100).default(25),
});

/** Lists that go on by the number of the page, counted from 0. */
const PageNumber = z.strictObject({
  page: z.coerce.number().int().min(0).max(100).default(0),
  per_page: z.coerce.number().int().min(1).max(100).default(50),
});
export type PageNumber = z.infer<typeof PageNumber>;

const common = { permission: 'users:read', user: 'in-scope', params: UserParams } as const;
const ending = {
  permission: 'sessions:revoke',
  user: 'in-scope',
  ifMatch: 'accepted',
  status: 204,
} as const;

/** What Auth0 offers on Enterprise plans only can be missing. */
const enterpriseProblems = ['not_found', 'not_in_plan', 'conflict', 'outcome_unknown'] as const;

export const sessionsRows = {
  listUserSessions: {
    ...common,
    method: 'GET',
    path: '/api/users/:userId/sessions',
    scopes: ['read:users', 'read:sessions'],
    query: Checkpoint,
    status: 200,
    response: z.object({ sessions: z.array(UserSession), next: z.string().optional(), masked }),
    problems: ['not_found', 'not_in_plan'],
  },
  /** The session alone; refresh tokens that came of it stay. */
  deleteUserSession: {
    ...ending,
    method: 'DELETE',
    path: '/api/users/:userId/sessions/:sessionId',
    scopes: ['read:users', 'read:sessions', 'delete:sessions'],
    audit: 'user.delete_session',
    params: UserParams.extend({ sessionId: ChildId }),
    problems: enterpriseProblems,
  },
  /** The session and the refresh tokens that came of it. */
  revokeUserSession: {
    ...ending,
    method: 'POST',
    path: '/api/users/:userId/sessions/:sessionId/revoke',
    // Auth0's documents name both of these and do not say whether one would do.
    scopes: ['read:users', 'read:sessions', 'delete:sessions', 'delete:refresh_tokens'],
    audit: 'user.revoke_session',
    params: UserParams.extend({ sessionId: ChildId }),
    problems: enterpriseProblems,
  },
  deleteUserSessions: {
    ...ending,
    method: 'DELETE',
    path: '/api/users/:userId/sessions',
    scopes: ['read:users', 'delete:sessions'],
    audit: 'user.delete_sessions',
    params: UserParams,
    problems: enterpriseProblems,
  },
  listUserRefreshTokens: {
    ...common,
    method: 'GET',
    path: '/api/users/:userId/refresh-tokens',
    scopes: ['read:users', 'read:refresh_tokens'],
    query: Checkpoint,
    status: 200,
    response: z.object({
      refresh_tokens: z.array(UserRefreshToken),
      next: z.string().optional(),
      masked,
    }),
    problems: ['not_found', 'not_in_plan'],
  },
  deleteUserRefreshToken: {
    ...ending,
    method: 'DELETE',
    path: '/api/users/:userId/refresh-tokens/:refreshTokenId',
    scopes: ['read:users', 'read:refresh_tokens', 'delete:refresh_tokens'],
    audit: 'user.delete_refresh_token',
    params: UserParams.extend({ refreshTokenId: ChildId }),
    problems: enterpriseProblems,
  },
  deleteUserRefreshTokens: {
    ...ending,
    method: 'DELETE',
    path: '/api/users/:userId/refresh-tokens',
    scopes: ['read:users', 'delete:refresh_tokens'],
    audit: 'user.delete_refresh_tokens',
    params: UserParams,
    problems: enterpriseProblems,
  },
  revokeUserAccess: {
    ...ending,
    method: 'POST',
    path: '/api/users/:userId/revoke-access',
    scopes: ['read:users', 'delete:sessions', 'delete:refresh_tokens'],
    audit: 'user.revoke_access',
    params: UserParams,
    problems: enterpriseProblems,
  },
  listUserDeviceCredentials: {
    ...common,
    method: 'GET',
    path: '/api/users/:userId/device-credentials',
    scopes: ['read:users', 'read:device_credentials'],
    query: PageNumber,
    status: 200,
    response: z.object({
      device_credentials: z.array(UserDeviceCredential),
      next: z.number().int().optional(),
    }),
    problems: ['not_found'],
  },
  deleteUserDeviceCredential: {
    ...ending,
    method: 'DELETE',
    path: '/api/users/:userId/device-credentials/:deviceCredentialId',
    scopes: ['read:users', 'read:device_credentials', 'delete:device_credentials'],
    audit: 'user.delete_device_credential',
    params: UserParams.extend({ deviceCredentialId: ChildId }),
    problems: ['not_found', 'conflict', 'outcome_unknown'],
  },
  listUserGrants: {
    ...common,
    method: 'GET',
    path: '/api/users/:userId/grants',
    scopes: ['read:users', 'read:grants'],
    query: PageNumber,
    status: 200,
    response: z.object({ grants: z.array(UserGrant), next: z.number().int().optional() }),
    problems: ['not_found'],
  },
  deleteUserGrant: {
    ...ending,
    method: 'DELETE',
    path: '/api/users/:userId/grants/:grantId',
    scopes: ['read:users', 'read:grants', 'delete:grants'],
    audit: 'user.delete_grant',
    params: UserParams.extend({ grantId: ChildId }),
    problems: ['not_found', 'conflict', 'outcome_unknown'],
  },
  deleteUserGrants: {
    ...ending,
    method: 'DELETE',
    path: '/api/users/:userId/grants',
    scopes: ['read:users', 'delete:grants'],
    audit: 'user.delete_grants',
    params: UserParams,
    problems: ['not_found', 'conflict', 'outcome_unknown'],
  },
} as const satisfies Record<string, Row>;
