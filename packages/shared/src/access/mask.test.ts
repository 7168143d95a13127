import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskForSearches, maskOver } from './decision.ts';
import { holdGrants } from './grants.ts';
import { commonMask, FieldMask, hiddenFields, isMasked, isPartlyMasked, maskUser, valueAt } from './mask.ts';

const anna = {
  user_id: 'auth0|anna',
  email: 'Anna.Berg@example.com',
  email_verified: true,
  phone_number: '+4930123456',
  phone_verified: true,
  username: 'anna',
  name: 'anna.berg@example.com',
  nickname: 'anna.berg',
  given_name: 'Anna',
  family_name: 'Berg',
  picture: 'https://s.gravatar.com/avatar/0bc83cb571cd1c50ba6f3e8a78ef1346',
  last_ip: '192.0.2.1',
  identities: [
    { connection: 'db', provider: 'auth0', user_id: 'anna' },
    {
      connection: 'google-oauth2',
      provider: 'google-oauth2',
      user_id: '1',
      profileData: {
        email: 'berg@private.example',
        email_verified: true,
        name: 'Anna Berg',
        nickname: 'berg',
        picture: 'https://pictures.example/berg%40private.example.png',
      },
    },
  ],
  user_metadata: { theme: 'dark', homes: [{ street: 'Secret 1', city: 'Berlin' }, 'Secret 2'] },
  app_metadata: { region: 'eu', plan: { name: 'gold', card: { number: '4111' } } },
};

describe('a field mask', () => {
  it.each(['email', 'phone_number', 'username', 'last_ip', 'user_metadata', 'app_metadata.plan.card'])(
    'can hide %s',
    (field) => expect(FieldMask.safeParse([field]).success).toBe(true),
  );

  it.each(['user_id', 'name', 'identities', 'user_metadata.', 'app_metadata.a b', 'metadata.a', ''])(
    'cannot hide %j',
    (field) => expect(FieldMask.safeParse([field]).success).toBe(false),
  );

  it('hides what lies below, and what tells of it', () => {
    const mask = ['email', 'app_metadata.plan'];
    for (const field of ['email', 'email.domain', 'email_verified', 'app_metadata.plan.card']) {
      expect(isMasked(mask, field)).toBe(true);
    }
  });

  it('hides nothing that only begins alike, and nothing above', () => {
    const mask = ['email', 'app_metadata.plan'];
    for (const field of [
      'emails',
      'app_metadata',
      'app_metadata.plans',
      'user_metadata.plan',
      'phone_verified',
    ]) {
      expect(isMasked(mask, field)).toBe(false);
    }
    expect(isPartlyMasked(mask, 'app_metadata')).toBe(true);
    expect(isPartlyMasked(mask, 'user_metadata')).toBe(false);
  });
});

describe('a masked user', () => {
  it('is the user itself where nothing is hidden', () => {
    expect(maskUser([], anna)).toBe(anna);
    expect(hiddenFields([], anna)).toEqual([]);
  });

  it('shows a hidden address nowhere: not in identities, in names made of it, nor in the picture', () => {
    const shown = maskUser(['email'], anna);
    const text = JSON.stringify(shown).toLowerCase();
    for (const secret of ['anna.berg', 'private.example', 'gravatar', 'email']) {
      expect(text).not.toContain(secret);
    }
    expect(shown.identities[1]?.profileData).toEqual({ name: 'Anna Berg' });
    expect(shown).toMatchObject({ username: 'anna', given_name: 'Anna', last_ip: '192.0.2.1' });
    expect(hiddenFields(['email'], anna).toSorted()).toEqual(
      ['email', 'email_verified', 'name', 'nickname', 'picture', 'family_name'].toSorted(),
    );
  });

  it('keeps a name that only holds the username as a part', () => {
    const shown = maskUser(['username'], { username: 'ann', name: 'Annabel', nickname: 'ANN' });
    expect(shown).toEqual({ name: 'Annabel' });
  });

  it('shows no metadata at or below a hidden path, through lists too, and all the rest', () => {
    const shown = maskUser(['user_metadata.homes.street', 'app_metadata.plan.card', 'last_ip'], anna);
    expect(shown.user_metadata).toEqual({ theme: 'dark', homes: [{ city: 'Berlin' }, 'Secret 2'] });
    expect(shown.app_metadata).toEqual({ region: 'eu', plan: { name: 'gold' } });
    expect(shown).not.toHaveProperty('last_ip');
    expect(maskUser(['user_metadata', 'app_metadata'], anna)).not.toHaveProperty('user_metadata');
  });

  it('changes nothing in the user that it was made of', () => {
    const before: unknown = JSON.parse(JSON.stringify(anna));
    maskUser(['email', 'user_metadata'], anna);
    expect(anna).toEqual(before);
  });
});

describe('the value of one field', () => {
  it.each([
    ['email', 'Anna.Berg@example.com'],
    ['app_metadata.plan.card', { number: '4111' }],
    ['user_metadata.homes.street', ['Secret 1', null]],
    ['app_metadata.nothing.there', undefined],
    ['app_metadata.region.length', undefined],
    ['app_metadata.constructor', undefined],
  ])('at %s', (field, value) => {
    expect(valueAt(anna, field)).toEqual(value);
  });
});

const europe = { eq: { field: 'app_metadata.region', value: 'eu' } };
const everybody = { all: true } as const;

function over(grants: Parameters<typeof holdGrants>[0]) {
  return holdGrants(grants, {});
}

describe('what several grants hide', () => {
  it('of a user is what every grant hides that shows the user', () => {
    const grants = over([
      { role: 'viewer-users', scope: everybody, mask: ['email', 'user_metadata'] },
      { role: 'support', scope: europe, mask: ['user_metadata.secret', 'last_ip'] },
    ]);
    expect(maskOver(grants, { app_metadata: { region: 'eu' } })).toEqual(['user_metadata.secret']);
    expect(maskOver(grants, { app_metadata: { region: 'us' } })).toEqual(['email', 'user_metadata']);
  });

  it('is not lessened by a grant that shows no users', () => {
    const custom = { role_AAAAAAAAAAAAAAAA: { title: 'Block', permissions: ['users:block'] } } as const;
    const grants = holdGrants(
      [
        { role: 'viewer-users', scope: everybody, mask: ['email'] },
        { role: 'role_AAAAAAAAAAAAAAAA', scope: everybody, mask: [] },
      ],
      custom,
    );
    expect(maskOver(grants, anna)).toEqual(['email']);
    expect(maskForSearches(grants)).toEqual(['email']);
  });

  it('of searches is what is hidden of anybody', () => {
    const grants = over([
      { role: 'viewer-users', scope: { not: europe }, mask: ['email'] },
      { role: 'support', scope: europe, mask: ['last_ip'] },
    ]);
    expect(maskForSearches(grants)).toEqual(['email', 'last_ip']);
  });

  it('of searches is nothing that a grant over everybody shows', () => {
    const grants = over([
      { role: 'viewer-users', scope: everybody, mask: ['last_ip'] },
      { role: 'support', scope: europe, mask: ['email', 'last_ip'] },
    ]);
    expect(maskForSearches(grants)).toEqual(['last_ip']);
  });
});

const field = fc.constantFrom(
  'email',
  'phone_number',
  'username',
  'last_ip',
  'user_metadata',
  'user_metadata.a',
  'user_metadata.a.b',
  'user_metadata.c',
  'app_metadata',
  'app_metadata.region',
  'app_metadata.region.x',
);
const mask = fc.uniqueArray(field, { maxLength: 5 });
const scope = fc.constantFrom(everybody, europe, { not: europe });
const grants = fc
  .array(fc.record({ role: fc.constantFrom('admin', 'support', 'viewer-users'), scope, mask }), {
    maxLength: 4,
  })
  .map((list) => holdGrants(list, {}));

describe('masks, whatever they hide', () => {
  it('have in common exactly what each of them hides', () => {
    fc.assert(
      fc.property(fc.array(mask, { minLength: 1, maxLength: 4 }), field, (masks, one) => {
        expect(isMasked(commonMask(masks), one)).toBe(masks.every((each) => isMasked(each, one)));
      }),
    );
  });

  it('of searches hide all that is hidden of anybody who can be seen', () => {
    fc.assert(
      fc.property(grants, fc.constantFrom('eu', 'us'), field, (held, region, one) => {
        const hidden = maskOver(held, { app_metadata: { region } });
        expect(!isMasked(hidden, one) || isMasked(maskForSearches(held), one)).toBe(true);
      }),
    );
  });

  it('leave no text of a hidden field in the user', () => {
    const inner = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        fc.constant('CANARY'),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('tree'), { maxKeys: 3 }),
      ),
    })).tree;
    fc.assert(
      fc.property(inner, mask, fc.constantFrom('user_metadata', 'app_metadata'), (tree, hiding, kind) => {
        const below = hiding.filter((one) => one.startsWith(kind));
        const shown = maskUser(below, { [kind]: tree });
        for (const one of below) {
          expect(JSON.stringify(valueAt(shown, one) ?? null)).not.toContain('CANARY');
        }
      }),
    );
  });
});
