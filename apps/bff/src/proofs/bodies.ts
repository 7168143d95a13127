import { defaultListState } from '@rollcall/shared/user/list-state.ts';
import { type Region, regions } from './canary-users.ts';
import { acme, analyst, customer, portal, readBookings } from './tenant-ids.ts';

/** A body that is as it should be, and what its keys need beyond the row's own permission. */
export interface Body {
  value: Record<string, unknown> | undefined;
  needs: readonly string[];
  /** The region of the user that it makes. */
  region?: Region;
  /** The roles of the tenant that it gives. */
  roles?: readonly string[];
  /** The region of the user whom it links; nobody where it is absent. */
  secondary?: Region;
}

const everywhere = { all: true };
const viewer = [{ role: 'viewer-users', scope: everywhere, mask: [] }];

function plain(value: Record<string, unknown>, ...needs: string[]): Body {
  return { value, needs };
}

const membersRoles = [[analyst], [customer]];
const invitation = { organization_id: acme, client_id: portal, send_email: false };
const newImport = {
  connection: 'Username-Password-Authentication',
  mode: 'create',
  attributes: ['email'],
  total: 1,
  file: 'people.csv',
};
const absentSecondary = plain({ user_id: 'auth0|none', version: '"x"' });

function giving(value: { roles: readonly string[] } & Record<string, unknown>, ...needs: string[]): Body {
  return { value, needs, roles: value.roles };
}

function newUserIn(region: Region, unique: string): Body {
  const email = `${unique}-${region}@new.example`;
  return plain(
    { connection: 'email', email, email_verified: true, app_metadata: { region } },
    'app_metadata:edit',
  );
}

/** Good bodies by row; where there is a choice, several. `unique` is put where two may not be the same. */
export function bodiesOf(name: string, unique: string): Body[] {
  const bodies: Record<string, Body[]> = {
    createUser: [
      plain({ connection: 'email', email: `${unique}@new.example`, email_verified: true }),
      ...regions.map((region) => ({ ...newUserIn(region, unique), region })),
    ],
    startImport: [
      plain(newImport, 'users:create'),
      plain({ ...newImport, attributes: ['email', 'app_metadata'] }, 'users:create', 'app_metadata:edit'),
      plain({ ...newImport, mode: 'merge' }, 'users:create', 'users:edit'),
    ],
    addImportRows: [plain({ start: 0, rows: [{ line: 2, user: { email: `${unique}@new.example` } }] })],
    startWalk: [
      plain({ q: 'Planted' }),
      plain({ role: analyst }),
      plain({ organization: acme, sort: 'user_id:1' }),
    ],
    updateUser: [
      plain({ given_name: `Given ${unique}` }, 'users:edit'),
      plain({ user_metadata: { proof: unique } }, 'user_metadata:edit'),
      plain({ app_metadata: { proof: unique } }, 'app_metadata:edit'),
    ],
    setPassword: [plain({ password: 'SECRET-New-Password-7!' })],
    createPasswordTicket: [plain({ ttl_sec: 3600, mark_email_as_verified: false })],
    createVerificationTicket: [plain({ ttl_sec: 3600 })],
    lockDownUser: [
      plain({}),
      plain({ sign_out: true }, 'sessions:revoke'),
      plain({ password: 'ticket' }, 'tickets:create'),
    ],
    blockUserUntil: [plain({ until: new Date(Date.now() + 3_600_000).toISOString() })],
    deleteUserLater: [plain({ days: 7 }, 'users:block')],
    createUserNote: [plain({ text: `Noted ${unique}` })],
    updateUserNote: [plain({ text: `Noted ${unique}` })],
    assignUserRoles: [giving({ roles: [analyst] }), giving({ roles: [customer] })],
    assignUserPermissions: [plain({ permissions: [readBookings] })],
    removeUserPermissions: [plain({ permissions: [readBookings] })],
    addUserToOrganization: [
      plain({ organization_id: acme }),
      ...membersRoles.map((roles) => giving({ organization_id: acme, roles }, 'roles:assign')),
    ],
    setOrganizationRoles: membersRoles.map((roles) => giving({ roles }, 'roles:assign')),
    inviteUser: [
      plain(invitation),
      ...membersRoles.map((roles) => giving({ ...invitation, roles }, 'roles:assign')),
    ],
    linkIdentity: [absentSecondary, ...regions.map((secondary) => ({ ...absentSecondary, secondary }))],
    createEnrollmentTicket: [plain({ send_mail: false })],
    revealUserField: [plain({ field: 'email' })],
    inspectToken: [plain({ kind: 'access_token', token: 'opaque' })],
    setConnectionSync: [plain({ set_user_root_attributes: 'on_first_login', version: unique })],
    inviteTeamMember: [plain({ email: `${unique}@invited.example`, grants: viewer })],
    updateTeamMember: [plain({ grants: viewer })],
    createTeamRole: [plain({ title: `Role ${unique}`, permissions: ['users:read'] })],
    updateTeamRole: [plain({ title: `Renamed ${unique}` })],
    previewUserScope: [plain({ scope: { eq: { field: 'app_metadata.region', value: 'us' } } })],
    updateTeamSettings: [plain({ reasonRequired: [] })],
    startExport: [
      plain({ format: 'csv', ids: ['auth0|none'] }),
      plain({ format: 'ndjson', ids: ['auth0|none'], roles: true, organizations: true }),
    ],
    startTenantExport: [plain({ format: 'csv' })],
    exportAuditEvents: [plain({ format: 'csv' })],
    lookUpUsers: [plain({ entries: ['auth0|none', `auth0|${unique}`] })],
    createView: [plain({ name: `View ${unique}`, state: defaultListState })],
    updateView: [plain({ name: `Renamed ${unique}` })],
    setDefaultView: [plain({ view_id: null })],
    startBulk: [
      plain({ block: true, ids: ['auth0|none'] }, 'users:block'),
      plain({ app_metadata: { proof: unique }, entries: ['none@new.example'] }, 'app_metadata:edit'),
    ],
    addBulkUsers: [plain({ ids: ['auth0|none'] })],
    confirmBulk: [plain({ count: 1 })],
    approveBulk: [plain({ count: 1 })],
    createWebhook: [plain({ url: `https://hooks.example/${unique}`, enabled: false })],
    updateWebhook: [plain({ description: unique })],
  };
  return bodies[name] ?? [{ value: undefined, needs: [] }];
}
