import { describe, expect, it } from 'vitest';
import { m2mScopes } from '../access/m2m-scopes.ts';
import { allPermissions } from '../access/permissions.ts';
import { problems } from '../problems.ts';
import type { Row } from './row.ts';
import { rows } from './rows.ts';

const all = Object.entries<Row>(rows);
const writes = all.filter(([, { method }]) => method !== 'GET');

/** Rows that change nothing but what the BFF keeps for the one who asks. */
const readsThatKeepSomething = new Set([
  'previewUserScope',
  'lookUpUsers',
  'startWalk',
  'cancelWalk',
  'startImport',
  'addImportRows',
]);

/** A value for each parameter that an address can have. */
const parameters: Readonly<Record<string, string>> = {
  userId: 'auth0|1',
  walkId: '3b241101-e2bb-4255-8caf-4136c566a962',
  exportId: '3b241101-e2bb-4255-8caf-4136c566a962',
  memberId: '3b241101-e2bb-4255-8caf-4136c566a962',
  roleId: 'role_0123456789abcdef',
  connectionId: 'con_0123456789abcdef',
  eventId: '17',
  refreshTokenId: 'dcr_0123456789abcdef',
  deviceCredentialId: 'dcr_0123456789abcdef',
  grantId: '5f7c8ec7c33c6c004bbafe82',
  authenticationMethodId: 'phone|dev_0123456789abcdef',
  sessionId: '3b241101-e2bb-4255-8caf-4136c566a962',
  webhookId: '3b241101-e2bb-4255-8caf-4136c566a962',
  deletedUserId: 'auth0|1',
  scheduleId: '3b241101-e2bb-4255-8caf-4136c566a962',
  noteId: '3b241101-e2bb-4255-8caf-4136c566a962',
  tenantRoleId: 'rol_0123456789abcdef',
  organizationId: 'org_0123456789abcdef',
  invitationId: 'uinv_0123456789abcdef',
  provider: 'google-oauth2',
  identityId: '1',
  viewId: '3b241101-e2bb-4255-8caf-4136c566a962',
  operationId: '3b241101-e2bb-4255-8caf-4136c566a962',
  deliveryId: '3b241101-e2bb-4255-8caf-4136c566a962',
};

describe('the rows', () => {
  it('have names that no two features share', async () => {
    const modules = await Promise.all([
      import('./account.ts'),
      import('./users.ts'),
      import('./new-users.ts'),
      import('./imports.ts'),
      import('./walks.ts'),
      import('./exports.ts'),
      import('./budget.ts'),
      import('./views.ts'),
      import('./lookups.ts'),
      import('./profile.ts'),
      import('./credentials.ts'),
      import('./lockdown.ts'),
      import('./history.ts'),
      import('./notes.ts'),
      import('./overview.ts'),
      import('./schedules.ts'),
      import('./roles.ts'),
      import('./organizations.ts'),
      import('./identities.ts'),
      import('./search-fields.ts'),
      import('./sessions.ts'),
      import('./mfa.ts'),
      import('./clients.ts'),
      import('./connections.ts'),
      import('./custom-fields.ts'),
      import('./tokens.ts'),
      import('./team.ts'),
      import('./audit.ts'),
      import('./webhooks.ts'),
      import('./operations.ts'),
      import('./bulk.ts'),
    ]);
    const names = modules.flatMap((module) =>
      Object.entries(module).flatMap(([name, value]) => (name.endsWith('Rows') ? Object.keys(value) : [])),
    );
    expect(names.length).toBe(all.length);
    expect(new Set(names).size).toBe(names.length);
  });

  it('have addresses that no two of them share', () => {
    const addresses = all.map(([, { method, path }]) => `${method} ${path}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it.each(all)('%s guards its user when its address names one', (_name, row) => {
    expect(row.path.includes(':userId')).toBe(row.user === 'in-scope');
  });

  it.each(all)('%s parses every parameter of its address and no other', (_name, row) => {
    const named = [...row.path.matchAll(/:(\w+)/g)].map(([, name]) => name);
    const values = Object.fromEntries(named.map((name) => [name, parameters[name ?? '']]));
    expect(row.params?.safeParse(values).success ?? true).toBe(true);
    expect(row.params === undefined).toBe(named.length === 0);
    expect(row.params?.safeParse({ ...values, other: 'auth0|1' }).success ?? false).toBe(false);
  });

  it.each(all)('%s answers something unless its status says that it does not', (_name, row) => {
    expect(row.response === undefined).toBe(row.status === 204 || row.stream === 'file');
  });

  it.each(all.filter(([, { stream }]) => stream !== undefined))(
    '%s, a stream, reads, and answers with 200',
    (_name, row) => {
      expect([row.method, row.status]).toEqual(['GET', 200]);
    },
  );

  it.each(writes)(
    '%s, a write, asks for a permission, unless it is about oneself',
    (_name, { path, permission }) => {
      const isOwn = /^\/api\/(me|view-as|operations\/:operationId\/(pause|resume|cancel))(\/|$)/.test(path);
      expect(permission === undefined).toBe(isOwn);
    },
  );

  it.each(writes.filter(([, { user }]) => user !== undefined))(
    '%s, a write to users, spends a scope',
    (_name, row) => {
      expect(row.scopes.length).toBeGreaterThan(0);
    },
  );

  it.each(writes.filter(([name]) => !readsThatKeepSomething.has(name)))(
    '%s, a write, has its name in the audit trail',
    (_name, row) => {
      expect(row.audit).toBeDefined();
    },
  );

  it.each(all.filter(([, { user, method }]) => user === 'in-scope' && method !== 'GET'))(
    '%s, a write to one user, can say which version it is based on',
    (_name, row) => {
      expect(row.ifMatch).toBeDefined();
    },
  );

  it.each(all.filter(([, { body }]) => body !== undefined))(
    '%s refuses a body key that it does not know',
    (_name, row) => {
      const issues = row.body?.safeParse({ not_a_field: 1 }).error?.issues ?? [];
      expect(issues.some((issue) => issue.code === 'unrecognized_keys')).toBe(true);
    },
  );

  it('rule on each field of a user that they let be edited', () => {
    const fields = Object.keys(rows.updateUser.body.def.shape);
    expect(Object.keys(rows.updateUser.fields).toSorted()).toEqual(fields.toSorted());
  });

  it.each(allPermissions)('open something with %s', (permission) => {
    const opened = all.filter(
      ([, row]) =>
        row.permission === permission ||
        Object.values(row.fields ?? {}).some((rule) => rule.permission === permission),
    );
    expect(opened).not.toHaveLength(0);
  });

  it.each(m2mScopes)('spend the scope %s', (scope) => {
    const needs = all.flatMap(([, row]) => [
      ...row.scopes,
      ...(row.optionalScopes ?? []),
      ...Object.values(row.fields ?? {}).flatMap((rule) => rule.scopes),
    ]);
    expect(needs.flat()).toContain(scope);
  });

  it.each(all)('%s announces problems that exist', (_name, row) => {
    expect(Object.keys(problems)).toEqual(expect.arrayContaining([...row.problems]));
  });
});
