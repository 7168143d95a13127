import { allPermissions } from '@rollcall/shared/access/permissions.ts';
import { describe, expect, it } from 'vitest';
import { openedRows, opensActs } from './opened-rows.ts';

describe('the rows that a permission opens', () => {
  it.each(allPermissions)('of %s are at least one', (permission) => {
    expect(openedRows(permission).length).toBeGreaterThan(0);
  });

  it('have a title in words, a method and a path', () => {
    expect(openedRows('users:delete')).toContainEqual({
      method: 'DELETE',
      path: '/api/users/:userId',
      title: 'Delete user',
      fields: [],
    });
  });

  it('name the fields where a permission opens a part of a row', () => {
    const update = openedRows('user_metadata:edit').find(({ title }) => title === 'Update user');
    expect(update?.fields).toEqual(['user_metadata']);
  });

  it('tell whether there is an act that could be given a reason', () => {
    expect(opensActs('users:block')).toBe(true);
    expect(opensActs('users:read')).toBe(false);
  });
});
