import { mfaRows } from '@rollcall/shared/contract/mfa.ts';
import { PASSKEY, TOTP_SECRET } from '@rollcall/tenant/testing/factors.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { events, newest } from '../../testing/audit.ts';
import type { Browser } from '../../testing/browser.ts';
import { type Children, childrenIn } from '../../testing/children.ts';
import { pathOf } from '../../testing/users.ts';
import { m2m, optionsFor, type Rollcall, startWorld, type World } from '../../testing/world.ts';

const totp = { type: 'totp', name: 'App', totp_secret: TOTP_SECRET };
const phone = { type: 'phone', name: '+44 20 7946 0999', phone_number: '+442079460999' };
const email = { type: 'email', name: 'Mail', email: 'second.address@users.example' };

let world: World;
let rollcall: Rollcall;
let children: Children;
let admin: Browser;
let support: Browser;
let viewer: Browser;
let outside: string;
let made = 0;

beforeAll(async () => {
  world = await startWorld();
  rollcall = await world.rollcall();
  children = await childrenIn(world);
  admin = await rollcall.signedIn('admin');
  support = await rollcall.signedIn('support');
  viewer = await rollcall.signedIn('viewer');
  outside = await newUser('us', totp);
});
afterEach(() => world.tenant.faults.clear());
afterAll(() => world.close());

/** A new user of a region, with these methods. */
async function newUser(region: string, ...methods: object[]): Promise<string> {
  made += 1;
  const created = await children.api('POST', '/users', {
    connection: 'email',
    email: `mfa.${made}@users.example`,
    email_verified: true,
    app_metadata: { region },
  });
  const userId = String(Object(created.body).user_id);
  for (const method of methods) await children.addMethod(userId, method);
  return userId;
}

const methodsOf = (userId: string) => children.idsOf(userId, 'authentication-methods');

async function listed(browser: Browser, userId: string) {
  const page = await browser.api('GET', pathOf(userId, '/authentication-methods'));
  return { ...mfaRows.listAuthenticationMethods.response.parse(page.body), text: page.text };
}

/** What is written to the tenant while something is refused. */
async function written(act: () => Promise<unknown>): Promise<string[]> {
  return (await world.asked(act)).filter((line) => !line.startsWith('GET'));
}

describe('listing', () => {
  it('shows every method with what Auth0 leaves of its value, and no key', async () => {
    const userId = await newUser('eu', totp, phone, email, PASSKEY);
    const { authentication_methods: methods, masked, text } = await listed(support, userId);
    expect(masked).toEqual([]);
    expect(methods.map(({ type }) => type)).toEqual(['totp', 'phone', 'email', 'passkey']);
    expect(methods[1]).toEqual({
      id: expect.stringMatching(/^phone\|dev_/),
      type: 'phone',
      name: phone.name,
      phone_number: 'XXXXXXXXX0999',
      preferred_authentication_method: 'sms',
      confirmed: true,
      created_at: expect.any(String),
    });
    expect(methods[2]).toMatchObject({ email: expect.stringContaining('****') });
    expect(methods[3]).toMatchObject({
      credential_device_type: 'multi_device',
      relying_party_identifier: 'localhost',
    });
    for (const key of [TOTP_SECRET, PASSKEY.public_key, PASSKEY.key_id]) expect(text).not.toContain(key);
  });

  it('hides what a grant hides, in part and in names', async () => {
    const masking = await world.rollcall({
      team: [
        {
          who: 'auditor@rollcall.example',
          grant: { role: 'viewer-users', scope: { all: true }, mask: ['phone_number', 'email'] },
        },
      ],
    });
    const userId = await newUser('eu', totp, phone, email);
    const {
      authentication_methods: methods,
      masked,
      text,
    } = await listed(await masking.signedIn('auditor'), userId);
    expect(masked).toEqual(['email', 'phone_number']);
    expect(methods.map(({ type }) => type)).toEqual(['totp', 'phone', 'email']);
    expect(text).not.toMatch(/0999|\*\*\*\*|"name"/);
  });

  it('asks the tenant for the user and the list, and nothing else', async () => {
    const asked = await world.asked(() => listed(admin, outside));
    const user = `GET /api/v2/users/${encodeURIComponent(outside)}`;
    expect(asked).toEqual([user, `${user}/authentication-methods?page=0&per_page=100`]);
  });

  it('needs its scope', async () => {
    const poor = await world.rollcall({
      tenant: { ...optionsFor(world.tenant.url, 0).tenant, ...m2m.readOnly },
    });
    const page = await (await poor.signedIn('admin')).api('GET', pathOf(outside, '/authentication-methods'));
    expect(page.body).toMatchObject({
      code: 'scope_missing',
      missing: ['read:authentication_methods'],
    });
  });
});

describe('removing', () => {
  it('takes one method away, leaves the others, and is told', async () => {
    const userId = await newUser('eu', totp, phone);
    const [first = '', second] = await methodsOf(userId);
    const page = await support.api('DELETE', oneOf(userId, first));
    expect([page.status, page.text]).toEqual([204, '']);
    expect(await methodsOf(userId)).toEqual([second]);
    expect(await newest(admin, { target: userId })).toMatchObject({
      action: 'user.remove_authentication_method',
      outcome: 'done',
      changes: [{ field: 'authentication_method', before: first, after: null }],
    });
  });

  it('answers of another user’s method as of none at all, and touches nothing', async () => {
    const userId = await newUser('eu', totp);
    const [theirs = ''] = await methodsOf(outside);
    const requests = await written(async () => {
      const [other, none] = [
        await support.api('DELETE', oneOf(userId, theirs)),
        await support.api('DELETE', oneOf(userId, 'totp|dev_0000000000000000')),
      ];
      expect(other.body).toMatchObject({ status: 404, code: 'not_found' });
      const comparable = ({ body }: typeof other) => ({ ...Object(body), requestId: '' });
      expect(comparable(other)).toEqual(comparable(none));
    });
    expect(requests).toEqual([]);
    expect(await methodsOf(outside)).toEqual([theirs]);
  });

  it.each([
    ['all in one act', [totp, phone, email], 1],
    [
      'one by one where there is a passkey, which Auth0 does not let go with the others',
      [totp, PASSKEY, phone],
      3,
    ],
  ])('takes %s', async (_how, methods, acts) => {
    const userId = await newUser('eu', ...methods);
    const ids = await methodsOf(userId);
    const requests = await written(async () => {
      expect((await support.api('DELETE', allOf(userId))).status).toBe(204);
    });
    expect(requests).toHaveLength(acts);
    expect(await methodsOf(userId)).toEqual([]);
    expect(await newest(admin, { target: userId })).toMatchObject({
      action: 'user.remove_authentication_methods',
      outcome: 'done',
      changes: ids.map((id) => ({ field: 'authentication_method', before: id, after: null })),
    });
  });

  it('of some, where another is refused, is reported and told as what it is', async () => {
    const userId = await newUser('eu', totp, PASSKEY);
    const [first = '', second = ''] = await methodsOf(userId);
    const refusal = { statusCode: 400, error: 'Bad Request', message: 'Not now' };
    const path = `/api/v2/users/*/${encodeURIComponent(second)}`;
    world.tenant.faults.add({ kind: 'status', status: 400, method: 'DELETE', path, body: refusal });
    const page = await admin.api('DELETE', allOf(userId));
    expect(page.body).toMatchObject({ code: 'partly_saved', saved: [first] });
    expect(await methodsOf(userId)).toEqual([second]);
    expect(await newest(admin, { target: userId })).toMatchObject({
      outcome: 'failed',
      changes: [{ before: first }],
    });
  });

  it.each(['cut', 'refused'] as const)(
    'is done where looking tells so after the answer is lost (%s)',
    async (how) => {
      const userId = await newUser('eu', totp);
      const [id = ''] = await methodsOf(userId);
      const path = how === 'cut' ? oneOf(userId, id) : allOf(userId);
      world.tenant.faults.add({ kind: 'cut', when: 'after', method: 'DELETE', times: 1 });
      expect((await admin.api('DELETE', path)).status).toBe(204);
    },
  );
});

function allOf(userId: string): string {
  return pathOf(userId, '/authentication-methods');
}

function oneOf(userId: string, id: string): string {
  return `${allOf(userId)}/${encodeURIComponent(id)}`;
}

describe('a new recovery code', () => {
  it('is in the answer and nowhere else', async () => {
    const userId = await newUser('eu', totp);
    const page = await support.api('POST', pathOf(userId, '/recovery-code-regeneration'));
    const { recovery_code: code } = mfaRows.regenerateRecoveryCode.response.parse(page.body);
    expect(code).toMatch(/^[A-Z0-9]{24}$/);
    expect(page.headers.get('cache-control')).toBe('no-store');
    const told = await events(admin, { target: userId });
    expect(told[0]).toMatchObject({ action: 'user.regenerate_recovery_code', outcome: 'done', changes: [] });
    expect(JSON.stringify(told)).not.toContain(code);
    expect((await listed(admin, userId)).text).not.toContain(code);
    expect(rollcall.log()).toContain('/recovery-code-regeneration');
    expect(rollcall.log()).not.toContain(code);
  });

  it('is not made for somebody without a factor, and the reason is said', async () => {
    const page = await support.api('POST', pathOf(await newUser('eu'), '/recovery-code-regeneration'));
    expect(page.body).toMatchObject({
      status: 400,
      code: 'refused_by_tenant',
      detail: expect.stringContaining('enrolled none'),
    });
  });
});

describe('an invitation to enrol', () => {
  const path = '/guardian/enrollments/ticket';

  it('is a link, shown once, that leads to the tenant', async () => {
    const userId = await newUser('eu');
    const page = await support.api('POST', pathOf(userId, path), { body: { send_mail: false } });
    const { ticket_url: url = '' } = mfaRows.createEnrollmentTicket.response.parse(page.body);
    expect((await fetch(url)).status).toBe(200);
    expect(url.startsWith(`${world.tenant.url}/mfa/enroll?ticket=`)).toBe(true);
    const told = await events(admin, { target: userId });
    expect(told[0]).toMatchObject({
      action: 'user.create_enrollment_ticket',
      changes: [{ field: 'enrollment_ticket', before: null, after: 'shown' }],
    });
    const ticket = new URL(url).searchParams.get('ticket') ?? '';
    expect(ticket).not.toBe('');
    expect(JSON.stringify(told)).not.toContain(ticket);
    expect(rollcall.log()).not.toContain(ticket);
  });

  it('that is sent by mail goes to the user’s own address, and its link to nobody else', async () => {
    const userId = await newUser('eu', totp);
    const body = { send_mail: true, factor: 'otp', allow_multiple_enrollments: true };
    const page = await support.api('POST', pathOf(userId, path), { body });
    expect(page.body).toEqual({});
    const { body: log } = await children.api('GET', `/users/${encodeURIComponent(userId)}/logs?sort=date:-1`);
    expect(JSON.stringify(log)).toContain('gd_send_email');
  });

  it('is not sent to somebody without an address', async () => {
    const created = await children.api('POST', '/users', {
      connection: 'sms',
      phone_number: '+442079460123',
      app_metadata: { region: 'eu' },
    });
    const userId = String(Object(created.body).user_id);
    const requests = await written(async () => {
      const page = await support.api('POST', pathOf(userId, path), { body: { send_mail: true } });
      expect(page.body).toMatchObject({ code: 'refused_by_tenant', errors: [{ field: 'send_mail' }] });
    });
    expect(requests).toEqual([]);
  });

  it.each([
    {},
    { send_mail: true, email: 'me@evil.example' },
    { send_mail: true, factor: 'duo' },
    { send_mail: 'yes' },
  ])('is not made from %j', async (body) => {
    const page = await support.api('POST', pathOf(outside, path), { body });
    expect(page.body).toMatchObject({ code: 'invalid_input' });
  });
});

it('browsers that were remembered are asked for a factor again, and that is told', async () => {
  const userId = await newUser('eu', totp);
  const path = '/multifactor/actions/invalidate-remember-browser';
  const requests = await written(async () => {
    expect((await support.api('POST', pathOf(userId, path))).status).toBe(204);
  });
  expect(requests).toEqual([`POST /api/v2/users/${encodeURIComponent(userId)}${path}`]);
  expect(await newest(admin, { target: userId })).toMatchObject({
    action: 'user.invalidate_remembered_browsers',
    outcome: 'done',
  });
});

it.each([
  ['DELETE', '/authentication-methods', undefined],
  ['DELETE', '/authentication-methods/totp%7Cdev_0000000000000000', undefined],
  ['POST', '/recovery-code-regeneration', undefined],
  ['POST', '/multifactor/actions/invalidate-remember-browser', undefined],
  ['POST', '/guardian/enrollments/ticket', { send_mail: false }],
] as const)(
  '%s %s is refused without mfa:reset, and of whom one does not cover',
  async (method, rest, body) => {
    const sent = body === undefined ? {} : { body };
    const requests = await written(async () => {
      expect((await viewer.api(method, pathOf(outside, rest), sent)).body).toMatchObject({
        code: 'permission_missing',
        missing: ['mfa:reset'],
      });
      expect((await support.api(method, pathOf(outside, rest), sent)).body).toMatchObject({
        code: 'not_found',
      });
    });
    expect(requests).toEqual([]);
    expect(await methodsOf(outside)).toHaveLength(1);
  },
);

it('what takes a factor away, or lets one in, needs a fresh sign-in', () => {
  const steppingUp = Object.entries(mfaRows).filter(([, row]) => 'stepUp' in row && row.stepUp);
  expect(steppingUp.map(([name]) => name)).toEqual([
    'removeAuthenticationMethod',
    'removeAuthenticationMethods',
    'regenerateRecoveryCode',
    'createEnrollmentTicket',
  ]);
});
