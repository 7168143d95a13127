import { expect, test } from 'vitest';
import { byApi, isAbout, stepsOf } from './access-groups.ts';

const role = { id: 'rol_1', name: 'Clerk' };
const finance = { id: 'grp_1', name: 'Finance' };
const acme = { id: 'org_1', name: 'Acme' };

test.each([
  ['given directly', { direct: true, groups: [] }, [['directly']]],
  ['by a role', { role, direct: true, groups: [] }, [['Clerk']]],
  ['by a role of a group', { role, direct: false, groups: [finance] }, [['group Finance', 'Clerk']]],
  [
    'by a role that a group has too',
    { role, direct: true, groups: [finance] },
    [['Clerk'], ['group Finance', 'Clerk']],
  ],
  ['by groups that cannot be read', { role, direct: false, groups: null }, [['a group', 'Clerk']]],
  [
    'by a role in an organization',
    { role, direct: true, groups: [], organization: acme },
    [['in Acme', 'Clerk']],
  ],
  [
    'by a group in an organization',
    { role, direct: false, groups: [finance], organization: acme },
    [['in Acme', 'group Finance', 'Clerk']],
  ],
])('%s', (_words, reason, steps) => {
  expect(stepsOf(reason)).toEqual(steps);
});

const refund = {
  resource_server_identifier: 'https://api/billing',
  resource_server_name: 'Billing',
  permission_name: 'refund:payments',
  description: 'Pay money back',
  reasons: [{ role, direct: false, groups: [finance] }],
};

test.each(['REFUND', 'money', 'billing', 'finance', 'clerk', '', ' '])('is found by %j', (words) => {
  expect(isAbout(words, refund)).toBe(true);
});

test('is not found by anything else', () => {
  expect(isAbout('bookings', refund)).toBe(false);
});

test('permissions stand under their API, which is called by its identifier where it has no name', () => {
  const { resource_server_name: _name, ...nameless } = refund;
  const other = { ...nameless, resource_server_identifier: 'https://api/other' };
  expect(byApi([refund, other, { ...refund, permission_name: 'read:payments' }])).toMatchObject([
    {
      name: 'Billing',
      permissions: [{ permission_name: 'refund:payments' }, { permission_name: 'read:payments' }],
    },
    { name: 'https://api/other', permissions: [{}] },
  ]);
});
