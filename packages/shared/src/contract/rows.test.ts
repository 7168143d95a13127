import { describe, expect, it } from 'vitest';
import { m2mScopes } from '../access/m2m-scopes.ts';
import { allPermissions } from '../access/permissions.ts';
import { problems } from '../problems.ts';
import type { Row } from './row.ts';
import { rows } from './rows.ts';

const all = Object.entries<Row>(rows);

describe('the rows', () => {
  it('have names that no two features share', async () => {
    const modules = await Promise.all([
      import('./account.ts'),
      import('./users.ts'),
      import('./profile.ts'),
      import('./credentials.ts'),
      import('./connections.ts'),
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
    const values = Object.fromEntries(named.map((name) => [name, 'auth0|1']));
    expect(row.params?.safeParse(values).success ?? true).toBe(true);
    expect(row.params === undefined).toBe(named.length === 0);
    expect(row.params?.safeParse({ ...values, other: 'auth0|1' }).success ?? false).toBe(false);
  });

  it.each(all)('%s answers something unless its status says that it does not', (_name, row) => {
    expect(row.response === undefined).toBe(row.status === 204);
  });

  it.each(all.filter(([, { method }]) => method !== 'GET'))(
    '%s, a write, asks for a permission and spends a scope',
    (_name, row) => {
      expect(row.permission).toBeDefined();
      expect(row.scopes.length).toBeGreaterThan(0);
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
      ...Object.values(row.fields ?? {}).flatMap((rule) => rule.scopes),
    ]);
    expect(needs.flat()).toContain(scope);
  });

  it.each(all)('%s announces problems that exist', (_name, row) => {
    expect(Object.keys(problems)).toEqual(expect.arrayContaining([...row.problems]));
  });
});
