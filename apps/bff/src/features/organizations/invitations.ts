import {
  type Invitation,
  type InvitationList,
  invitationSearchReach,
  type Organization,
  type organizationsRows,
} from '@rollcall/shared/contract/organizations.ts';
import type { Role } from '@rollcall/shared/contract/roles.ts';
import { refuseUnassignable } from '../../access/change-roles.ts';
import type { Call } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import type { TenantConnections } from '../../management/connections.ts';
import type { TenantInvitation, TenantInvitations } from '../../management/invitations.ts';
import type { TenantOrganizations } from '../../management/organizations.ts';
import { eachOf } from '../../management/pages.ts';
import type { TenantRoles } from '../../management/roles.ts';
import type { TenantUser } from '../../management/user-schema.ts';
import { nameOf as nameOfCaller } from '../../store/caller.ts';
import { nameOf, organizationOr } from './memberships.ts';

/** What invitations are read and made through. */
export interface InvitationDependencies {
  organizations: TenantOrganizations;
  invitations: TenantInvitations;
  roles: TenantRoles;
  connections: TenantConnections;
}

/** What the audit trail calls an invitation. */
const invitationField = ({ id }: { id: string }) => `invitations.${id}`;

/**
 * The invitations of the user's e-mail address. The Management API cannot look for an address, so one
 * organization after the other is looked into: the one that is asked for, or the first by name.
 */
export async function listInvitations(
  dependencies: InvitationDependencies,
  { user, query, scopes }: Call<typeof organizationsRows.listUserInvitations>,
): Promise<InvitationList> {
  const { organizations, invitations } = dependencies;
  if (user.email === undefined) return { invitations: [], searched: 0, total: 0 };
  const { entries: all } = await organizations.all();
  const asked = query.organization_id;
  const within =
    asked === undefined
      ? all.slice(0, invitationSearchReach)
      : [
          all.find(({ id }) => id === asked) ??
            (await organizationOr(organizations, asked, 'refused_by_tenant')),
        ];
  const found = await eachOf(within, async (organization) => {
    const here = await invitations.to(organization.id);
    return here
      .filter((invitation) => isFor(user, invitation))
      .map((invitation) => ({ invitation, organization }));
  });
  const mine = found.flat();
  const known = scopes.includes('read:roles')
    ? await titlesOf(
        dependencies.roles,
        mine.flatMap(({ invitation }) => invitation.roles),
      )
    : new Map<string, string>();
  return {
    invitations: mine
      .map(({ invitation, organization }) => shown(invitation, organization, known))
      .toSorted((one, other) => (one.created_at < other.created_at ? 1 : -1)),
    searched: within.length,
    total: all.length,
  };
}

/**
 * Invites the user to an organization.
 *
 * @throws {ProblemError} `refused_by_tenant` for a user without an e-mail address, or for what is not there
 */
export async function inviteUser(
  { organizations, invitations, roles, connections }: InvitationDependencies,
  { member, caller, user, body, telling }: Call<typeof organizationsRows.inviteUser>,
): Promise<{ invitation: Invitation; invitation_url?: string }> {
  refuseUnassignable(member, user, body.roles ?? []);
  if (user.email === undefined) {
    throw new ProblemError('refused_by_tenant', {
      detail: 'The user has no e-mail address, and an invitation goes to one.',
    });
  }
  const [organization, given, connectionId] = await Promise.all([
    organizationOr(organizations, body.organization_id, 'refused_by_tenant'),
    roles.named(body.roles ?? []),
    body.own_connection ? ownConnection(connections, user) : undefined,
  ]);
  const made = await invitations.create(organization.id, {
    inviter: { name: nameOfCaller(caller.actor) },
    invitee: { email: user.email },
    client_id: body.client_id,
    ...(connectionId === undefined ? {} : { connection_id: connectionId }),
    ...(body.roles === undefined ? {} : { roles: body.roles }),
    ttl_sec: body.ttl_sec,
    send_invitation_email: body.send_email,
  });
  telling.changed([
    { field: invitationField(made), before: null, after: nameOf(organization) },
    ...(given.length === 0
      ? []
      : [{ field: `${invitationField(made)}.roles`, before: null, after: given.map(({ name }) => name) }]),
  ]);
  return {
    invitation: shown(made, organization, titles(given)),
    ...(body.send_email ? {} : { invitation_url: made.invitation_url }),
  };
}

/**
 * Takes an invitation of the user back.
 *
 * @throws {ProblemError} `not_found` where there is none, or it is somebody else's
 */
export async function revokeInvitation(
  { organizations, invitations }: InvitationDependencies,
  { user, params, telling }: Call<typeof organizationsRows.revokeInvitation>,
): Promise<void> {
  const { organizationId, invitationId } = params;
  const [organization, invitation] = await Promise.all([
    organizationOr(organizations, organizationId, 'not_found'),
    invitations.get(organizationId, invitationId),
  ]);
  if (!isFor(user, invitation)) throw new ProblemError('not_found');
  await invitations.revoke(organizationId, invitationId);
  telling.changed([{ field: invitationField(invitation), before: nameOf(organization), after: null }]);
}

/** Whether an invitation goes to this user's address, however it was typed. */
function isFor({ email }: TenantUser, { invitee }: TenantInvitation): boolean {
  return email !== undefined && invitee.email.toLowerCase() === email.toLowerCase();
}

async function ownConnection(connections: TenantConnections, { identities }: TenantUser): Promise<string> {
  const [primary] = identities;
  const connection = primary === undefined ? null : await connections.find(primary.connection);
  if (connection !== null) return connection.id;
  throw new ProblemError('refused_by_tenant', { detail: "The user's connection cannot be read." });
}

function shown(
  { id, inviter, created_at, expires_at, client_id, roles }: TenantInvitation,
  organization: Organization,
  names: ReadonlyMap<string, string>,
): Invitation {
  return {
    id,
    organization,
    inviter: inviter?.name,
    created_at,
    expires_at,
    client_id,
    // A role that cannot be read is told by its id.
    roles: roles.map((role) => names.get(role) ?? role),
  };
}

function titles(roles: readonly Role[]): Map<string, string> {
  return new Map(roles.map(({ id, name }) => [id, name]));
}

/** The names of roles, as far as they are still there. */
async function titlesOf(roles: TenantRoles, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await eachOf([...new Set(ids)], (id) =>
    roles.named([id]).catch((error: unknown) => {
      if (error instanceof ProblemError && error.code === 'refused_by_tenant') return [];
      throw error;
    }),
  );
  return titles(found.flat());
}
