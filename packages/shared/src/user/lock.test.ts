import { describe, expect, it } from 'vitest';
import type { Connection, SyncMode } from './connection.ts';
import { lockedFields, rootAttributes } from './lock.ts';

function connection(strategy: string, changes: Partial<Connection> = {}): Connection {
  return {
    id: 'con_0000000000000001',
    name: `my-${strategy}`,
    strategy,
    options_readable: true,
    set_user_root_attributes: null,
    custom_database: false,
    identifiers: { email: 'required', phone_number: 'none', username: 'none' },
    username_length: { min: 1, max: 15 },
    password_policy: null,
    ...changes,
  };
}

const all = [...rootAttributes];
const locked = (subject: Connection | null) => Object.keys(lockedFields(subject));
const syncModes: (SyncMode | null)[] = ['on_each_login', 'on_first_login', 'never_on_login', null];

const social = [
  'google-oauth2',
  'github',
  'facebook',
  'apple',
  'linkedin',
  'twitter',
  'windowslive',
  'oauth2',
];
const enterprise = [
  'samlp',
  'oidc',
  'waad',
  'ad',
  'adfs',
  'okta',
  'google-apps',
  'pingfederate',
  'ip',
  'auth0-adldap',
];

describe('lockedFields', () => {
  describe.each(syncModes)('with set_user_root_attributes %s', (sync) => {
    it('leaves a database of Auth0 open, whatever the setting says', () => {
      expect(locked(connection('auth0', { set_user_root_attributes: sync }))).toEqual([]);
    });

    it.each(['email', 'sms'])('leaves passwordless %s open', (strategy) => {
      expect(locked(connection(strategy, { set_user_root_attributes: sync }))).toEqual([]);
    });

    it('locks a custom database without import', () => {
      const subject = connection('auth0', { custom_database: true, set_user_root_attributes: sync });
      expect(locked(subject)).toEqual(all);
      expect(lockedFields(subject).name?.code).toBe('custom_database');
    });

    const isOpen = sync === 'on_first_login' || sync === 'never_on_login';
    it.each([...social, ...enterprise, 'a-strategy-of-tomorrow'])(
      `${isOpen ? 'opens' : 'locks'} %s`,
      (strategy) => {
        const subject = connection(strategy, { set_user_root_attributes: sync });
        expect(locked(subject)).toEqual(isOpen ? [] : all);
        if (!isOpen) expect(lockedFields(subject).name?.code).toBe('synced_each_login');
      },
    );
  });

  it('locks everything where the connection cannot be read or is gone', () => {
    expect(locked(null)).toEqual(all);
    expect(lockedFields(null).picture?.code).toBe('connection_unreadable');
  });

  it.each(['auth0', 'google-oauth2', 'samlp', 'a-strategy-of-tomorrow'])(
    'locks %s where its options cannot be read, even if a setting seems to open it',
    (strategy) => {
      const subject = connection(strategy, {
        options_readable: false,
        set_user_root_attributes: 'on_first_login',
      });
      expect(locked(subject)).toEqual(all);
      expect(lockedFields(subject).name?.code).toBe('options_unreadable');
    },
  );

  it.each(['email', 'sms'])(
    'leaves %s open where options cannot be read: no option can lock it',
    (strategy) => {
      expect(locked(connection(strategy, { options_readable: false }))).toEqual([]);
    },
  );

  it('names who sets the field and the way out', () => {
    const reason = lockedFields(connection('google-oauth2', { name: 'google-oauth2' })).name;
    expect(reason?.reason).toBe('Set by google-oauth2 at each sign-in.');
    expect(reason?.wayOut).toContain('Sync user profile attributes at each login');
  });

  it('never locks e-mail, phone, username, metadata or blocked, which are not root attributes of this kind', () => {
    expect(locked(null).toSorted()).toEqual(['family_name', 'given_name', 'name', 'nickname', 'picture']);
  });
});
