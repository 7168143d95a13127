import { z } from 'zod';
import { Grant } from '../access/grants.ts';
import { FieldMask, MaskedField } from '../access/mask.ts';
import { allPermissions } from '../access/permissions.ts';
import { UserScope } from '../access/user-scope.ts';
import { UserSummary } from '../user/user-summary.ts';
import { UserParams } from './profile.ts';
import { Role } from './roles.ts';
import type { Row } from './row.ts';

/** `invited`: nobody has taken the place yet. `disabled`: signs in nowhere, and keeps its grants for later. */
export const TeamMemberStatus = z.enum(['active', 'invited', 'disabled']);

/** Someone in the team, as those who manage it see them. */
export const TeamMemberDetail = z.object({
  id: z.string(),
  name: z.string().optional(),
  email: z.string().optional(),
  /** The tenant's `sub`, once the place is taken. */
  subject: z.string().optional(),
  picture: z.string().optional(),
  status: TeamMemberStatus,
  grants: z.array(Grant),
  /** Where the grants come from: the team page, the configuration, or a claim of the ID token. */
  source: z.enum(['team', 'configuration', 'claim']),
  lastSeenAt: z.string().optional(),
  sessions: z.number().int(),
  /** Whether the caller may change them; the sentence says why not. */
  mayChange: z.union([
    z.object({ allowed: z.literal(true) }),
    z.object({ allowed: z.literal(false), sentence: z.string() }),
  ]),
});
export type TeamMemberDetail = z.infer<typeof TeamMemberDetail>;

/** A role that can be given: a built-in one, or one that the team has made. */
export const TeamRoleDetail = z.object({
  id: z.string(),
  title: z.string(),
  permissions: z.array(z.enum(allPermissions)),
  builtIn: z.boolean(),
  /** How many team members have it. */
  members: z.number().int(),
});
export type TeamRoleDetail = z.infer<typeof TeamRoleDetail>;

/** What the team has agreed on, and what its configuration says. */
export const TeamSettings = z.object({
  /** The permissions whose acts have to be given a reason. */
  reasonRequired: z.array(z.enum(allPermissions)),
  /** Above how many users an act on many takes a second person; absent where it never does. */
  approvalAbove: z.number().int().optional(),
  /** The claim of the ID token that team roles come from, where they do. */
  teamClaim: z.string().optional(),
});

const MemberParams = z.strictObject({ memberId: z.uuid('is not the id of a team member') });
const RoleParams = z.strictObject({
  roleId: z.string().regex(/^role_[A-Za-z0-9]{16}$/, 'is not a role that can be changed'),
});
const Grants = z.array(Grant).min(1, 'Give at least one role.').max(20);
const NewRole = z.strictObject({
  title: z.string().trim().min(1, 'Give the role a name.').max(60, 'At most 60 characters.'),
  permissions: z.array(z.enum(allPermissions)).min(1, 'Choose at least one permission.'),
});

const team = { permission: 'team:manage', scopes: [], stepUp: true } as const;

export const teamRows = {
  listTeam: {
    method: 'GET',
    path: '/api/team',
    permission: 'team:manage',
    scopes: [],
    status: 200,
    response: z.object({ members: z.array(TeamMemberDetail) }),
    problems: [],
  },
  inviteTeamMember: {
    ...team,
    method: 'POST',
    path: '/api/team',
    audit: 'team.invite',
    body: z.strictObject({
      email: z.email('Does not look like an e-mail address.').max(254),
      grants: Grants,
    }),
    status: 201,
    response: z.object({
      member: TeamMemberDetail,
      /** Where the invited person signs in; it says nothing secret. */
      link: z.string(),
    }),
    problems: ['already_exists', 'beyond_own_rights'],
  },
  updateTeamMember: {
    ...team,
    method: 'PATCH',
    path: '/api/team/:memberId',
    audit: 'team.update',
    params: MemberParams,
    body: z.strictObject({ grants: Grants }),
    status: 200,
    response: TeamMemberDetail,
    problems: ['not_found', 'beyond_own_rights', 'last_admin'],
  },
  disableTeamMember: {
    ...team,
    method: 'POST',
    path: '/api/team/:memberId/disable',
    audit: 'team.disable',
    params: MemberParams,
    status: 200,
    response: TeamMemberDetail,
    problems: ['not_found', 'beyond_own_rights', 'last_admin'],
  },
  enableTeamMember: {
    ...team,
    method: 'POST',
    path: '/api/team/:memberId/enable',
    audit: 'team.enable',
    params: MemberParams,
    status: 200,
    response: TeamMemberDetail,
    problems: ['not_found', 'beyond_own_rights'],
  },
  removeTeamMember: {
    ...team,
    method: 'DELETE',
    path: '/api/team/:memberId',
    audit: 'team.remove',
    params: MemberParams,
    status: 204,
    problems: ['not_found', 'beyond_own_rights', 'last_admin'],
  },
  endTeamMemberSessions: {
    ...team,
    method: 'POST',
    path: '/api/team/:memberId/end-sessions',
    audit: 'team.end_sessions',
    params: MemberParams,
    status: 200,
    response: z.object({ ended: z.number().int() }),
    problems: ['not_found', 'beyond_own_rights'],
  },
  viewAsTeamMember: {
    method: 'POST',
    path: '/api/team/:memberId/view-as',
    permission: 'team:manage',
    scopes: [],
    audit: 'team.view_as',
    params: MemberParams,
    status: 204,
    problems: ['not_found', 'beyond_own_rights'],
  },
  stopViewingAs: {
    method: 'DELETE',
    path: '/api/view-as',
    scopes: [],
    audit: 'team.view_as',
    whileViewingAs: true,
    status: 204,
    problems: [],
  },
  listTeamManagers: {
    method: 'GET',
    path: '/api/team/managers',
    scopes: [],
    status: 200,
    /** Who can give what is missing: the team members who manage the team. */
    response: z.object({ managers: z.array(z.object({ name: z.string() })) }),
    problems: [],
  },
  listTeamRoles: {
    method: 'GET',
    path: '/api/team/roles',
    permission: 'team:manage',
    scopes: [],
    status: 200,
    response: z.object({ roles: z.array(TeamRoleDetail) }),
    problems: [],
  },
  listTenantRoles: {
    method: 'GET',
    path: '/api/team/tenant-roles',
    permission: 'team:manage',
    scopes: ['read:roles'],
    status: 200,
    /** What a grant can let somebody give. By name; the Management API shows a thousand. */
    response: z.object({ roles: z.array(Role), complete: z.boolean() }),
    problems: [],
  },
  createTeamRole: {
    ...team,
    method: 'POST',
    path: '/api/team/roles',
    audit: 'team_role.create',
    body: NewRole,
    status: 201,
    response: TeamRoleDetail,
    problems: ['already_exists', 'beyond_own_rights'],
  },
  updateTeamRole: {
    ...team,
    method: 'PATCH',
    path: '/api/team/roles/:roleId',
    audit: 'team_role.update',
    params: RoleParams,
    body: NewRole.partial(),
    status: 200,
    response: TeamRoleDetail,
    problems: ['not_found', 'already_exists', 'beyond_own_rights'],
  },
  deleteTeamRole: {
    ...team,
    method: 'DELETE',
    path: '/api/team/roles/:roleId',
    audit: 'team_role.delete',
    params: RoleParams,
    status: 204,
    problems: ['not_found', 'in_use', 'beyond_own_rights'],
  },
  previewUserScope: {
    method: 'POST',
    path: '/api/team/scope-preview',
    permission: 'team:manage',
    scopes: ['read:users'],
    /** It changes nothing; a scope is too long for an address. */
    whileViewingAs: true,
    body: z.strictObject({ scope: UserScope, mask: FieldMask.default([]) }),
    status: 200,
    response: z.object({ total: z.number().int(), sample: z.array(UserSummary) }),
    problems: ['search_too_slow', 'masked_field'],
  },
  getTeamSettings: {
    method: 'GET',
    path: '/api/team/settings',
    scopes: [],
    status: 200,
    response: TeamSettings,
    problems: [],
  },
  updateTeamSettings: {
    ...team,
    method: 'PUT',
    path: '/api/team/settings',
    audit: 'settings.update',
    body: z.strictObject({
      reasonRequired: z.array(z.enum(allPermissions)),
      /** `null`: never. */
      approvalAbove: z
        .number('Enter a number.')
        .int('Enter a whole number.')
        .min(0, 'Enter a number.')
        .max(1_000_000, 'At most 1,000,000.')
        .nullable()
        .optional(),
    }),
    status: 200,
    response: TeamSettings,
    problems: [],
  },
  revealUserField: {
    method: 'POST',
    path: '/api/users/:userId/reveal',
    permission: 'pii:reveal',
    scopes: ['read:users'],
    user: 'in-scope',
    ifMatch: 'accepted',
    audit: 'user.reveal',
    reason: 'required',
    params: UserParams,
    body: z.strictObject({ field: MaskedField }),
    status: 200,
    /** Null where the user has no such field. */
    response: z.object({ field: z.string(), value: z.unknown() }),
    problems: ['not_found'],
  },
} as const satisfies Record<string, Row>;
