import { describe, expect, test } from 'vitest';
import { changedFields, changeOf, type ProfileValues, valuesOf } from './values.ts';

const ada: ProfileValues = {
  ...valuesOf({ user_id: 'auth0|1', identities: [] }),
  name: 'Ada Lovelace',
  email: 'ada@example.com',
};

describe('changeOf', () => {
  test('sends the changed fields and no other', () => {
    const change = changeOf(ada, { ...ada, nickname: 'ada', email_verified: true });
    expect(change).toEqual({ ok: true, patch: { nickname: 'ada', email_verified: true } });
  });

  test('sends an emptied text as null, which takes the attribute away', () => {
    expect(changeOf(ada, { ...ada, name: '  ' })).toEqual({ ok: true, patch: { name: null } });
  });

  test('does not empty what cannot be without a value, and says why', () => {
    const change = changeOf(ada, { ...ada, name: '' }, { name: 'Everyone has a name.' });
    expect(change).toEqual({ ok: false, errors: { name: 'Everyone has a name.' } });
  });

  test('says which field is wrong in the words of the schema', () => {
    const change = changeOf(ada, { ...ada, email: 'ada', phone_number: '030 123', nickname: 'fine' });
    expect(change).toEqual({
      ok: false,
      errors: {
        email: 'Does not look like an e-mail address.',
        phone_number: 'A phone number starts with + and the country code: +4930123456.',
      },
    });
  });

  test('does not complain about an old value that nobody touched', () => {
    const old = { ...ada, picture: 'not a web address' };
    expect(changeOf(old, { ...old, nickname: 'ada' })).toEqual({ ok: true, patch: { nickname: 'ada' } });
  });
});

describe('changedFields', () => {
  test('names what differs, and does not count blanks around a text', () => {
    expect(changedFields(ada, { ...ada, name: 'Ada Lovelace ', phone_verified: true })).toEqual([
      'phone_verified',
    ]);
  });

  test('finds nothing in an untouched form', () => {
    expect(changedFields(ada, ada)).toEqual([]);
  });
});
