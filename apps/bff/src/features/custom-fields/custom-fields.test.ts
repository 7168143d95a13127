import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserList } from '@rollcall/shared/contract/users.ts';
import { CustomFieldsSchema } from '@rollcall/shared/user/custom-fields.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../env.ts';
import type { Browser } from '../../testing/browser.ts';
import { from, one, patch, read } from '../../testing/users.ts';
import { optionsFor, startWorld, type World } from '../../testing/world.ts';

const schema = {
  type: 'object',
  properties: {
    app_metadata: {
      type: 'object',
      required: ['tier'],
      properties: {
        tier: {
          type: 'string',
          title: 'Tier',
          enum: ['free', 'gold'],
          'x-rollcall': { showInList: true, showOnCreate: true },
        },
        fixed: { type: 'string', title: 'Fixed', 'x-rollcall': { readOnly: true } },
        limits: { type: 'object', properties: { seats: { type: 'integer', title: 'Seats', minimum: 1 } } },
      },
    },
  },
};

let world: World;
let admin: Browser;
let viewer: Browser;
beforeAll(async () => {
  world = await startWorld();
  const { team } = optionsFor(world.tenant.url, 1);
  const rollcall = await world.rollcall({
    customFields: CustomFieldsSchema.parse(schema),
    team: team.map((entry) =>
      entry.who.startsWith('viewer')
        ? { ...entry, grant: { ...entry.grant, mask: ['app_metadata.tier'] } }
        : entry,
    ),
  });
  [admin, viewer] = await Promise.all([rollcall.signedIn('admin'), rollcall.signedIn('viewer')]);
}, 180_000);
afterAll(() => world.close());

const database = 'Username-Password-Authentication';

function create(more: object, email: string) {
  return admin.api('POST', '/api/users', { body: { connection: 'email', email, ...more } });
}

describe('custom fields', () => {
  it('are told to whoever may see users', async () => {
    const page = await viewer.api('GET', '/api/custom-fields');
    expect(Object(page.body).fields.map(({ key }: { key: string }) => key)).toEqual([
      'app_metadata.tier',
      'app_metadata.fixed',
      'app_metadata.limits.seats',
    ]);
  });

  it('refuse a value that they cannot have, by its path, and nothing is written', async () => {
    const { user_id: userId } = await one(admin, from(database));
    const before = (await read(admin, userId)).user.app_metadata;
    const page = await patch(admin, userId, { app_metadata: { tier: 'silver', limits: { seats: 0.5 } } });
    expect(page.body).toMatchObject({
      status: 400,
      code: 'invalid_input',
      errors: [
        { field: 'app_metadata.tier', detail: 'Tier is one of: free, gold.' },
        { field: 'app_metadata.limits.seats', detail: 'Seats is a whole number.' },
      ],
    });
    expect((await read(admin, userId)).user.app_metadata).toEqual(before);
    const fixed = await patch(admin, userId, { app_metadata: { fixed: 'x' } });
    expect(fixed.body).toMatchObject({ errors: [{ field: 'app_metadata.fixed' }] });
  });

  it('stand in no way of what is not about them, and take what fits', async () => {
    const { user_id: userId } = await one(admin, from(database));
    expect((await patch(admin, userId, { nickname: 'nick' })).status).toBe(200);
    const page = await patch(admin, userId, { app_metadata: { tier: 'gold', limits: { seats: 3 } } });
    expect(page.body).toMatchObject({ app_metadata: { tier: 'gold', limits: { seats: 3 } } });
  });

  it('are columns of the list, but not for whom they are hidden from', async () => {
    const { user_id: userId } = await one(admin, from(database));
    const listed = async (browser: Browser) => {
      const page = await browser.api('GET', `/api/users?q=${encodeURIComponent(userId)}`);
      return UserList.parse(page.body).users[0];
    };
    expect((await listed(admin))?.cells).toEqual({ 'app_metadata.tier': 'gold' });
    expect((await listed(viewer))?.cells).toEqual({});
    const search = await admin.api('GET', '/api/users?q=app_metadata.tier:"gold"');
    expect(UserList.parse(search.body).users[0]?.cells).toEqual({ 'app_metadata.tier': 'gold' });
    expect(search.text).not.toContain('seats');
  });

  it('are asked for where users are created', async () => {
    expect((await create({}, 'a@fields.example')).body).toMatchObject({
      code: 'invalid_input',
      errors: [{ field: 'app_metadata.tier', detail: 'Tier is required.' }],
    });
    const made = await create({ app_metadata: { tier: 'free' } }, 'b@fields.example');
    expect(made.body).toMatchObject({ app_metadata: { tier: 'free' } });
  });
});

describe('CUSTOM_FIELDS_FILE', () => {
  const directory = mkdtempSync(join(tmpdir(), 'rollcall-fields-'));
  const environment = (file: string) => ({
    AUTH0_DOMAIN: 'example.eu.auth0.com',
    AUTH0_CLIENT_ID: 'a',
    AUTH0_CLIENT_SECRET: 'b',
    AUTH0_M2M_CLIENT_ID: 'c',
    AUTH0_M2M_CLIENT_SECRET: 'd',
    DATA_DIR: directory,
    CUSTOM_FIELDS_FILE: file,
  });
  const written = (content: unknown) => {
    const file = join(directory, 'fields.json');
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };

  it('is read at the start', () => {
    expect(readEnvironment(environment(written(schema))).customFields).toHaveLength(3);
  });

  it.each([
    ['no JSON', '{', /the whole is not as it should be/],
    ['a word that is not known', { ...schema, oneOf: [] }, /oneOf/],
    [
      'a pattern that could take for ever',
      {
        type: 'object',
        properties: {
          user_metadata: { type: 'object', properties: { a: { type: 'string', pattern: '^(a|a)*$' } } },
        },
      },
      /user_metadata\.properties\.a/,
    ],
  ])('stops the start with %s, and says where', (_words, content, message) => {
    expect(() => readEnvironment(environment(written(content)))).toThrow(message);
  });

  it('stops the start where there is no such file', () => {
    expect(() => readEnvironment(environment('/nowhere/fields.json'))).toThrow(
      'CUSTOM_FIELDS_FILE names /nowhere/fields.json, which cannot be read.',
    );
  });
});
