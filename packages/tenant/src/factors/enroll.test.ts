import type { AddressInfo } from 'node:net';
import express from 'express';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMONSTRATION_USERS } from '../seed/demonstration.ts';
import { addAuthenticationMethod, listAuthenticationMethods } from '../store/authentication-methods.ts';
import { createEnrollmentTicket } from '../store/enrollment-tickets.ts';
import { type Database, openStore } from '../store/open.ts';
import { insertUsers } from '../store/users.ts';
import { Browser, type Visit } from '../testing/browser.ts';
import { enrollRouter } from './enroll-router.ts';
import { verifyRecoveryCode, verifyTotp } from './verify.ts';

const [ADMIN = '', EDITOR = '', SUPPORT = '', VIEWER = ''] = DEMONSTRATION_USERS.map(
  ({ profile }) => profile.user_id,
);
let db: Database;
let site: string;
let close: () => Promise<void>;

beforeAll(async () => {
  const store = await openStore({ url: undefined, directory: undefined });
  db = store.db;
  await insertUsers(db, DEMONSTRATION_USERS);
  const server = express().use(enrollRouter({ db })).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address() satisfies AddressInfo | string | null;
  site = `http://127.0.0.1:${address === null || typeof address === 'string' ? 0 : address.port}`;
  close = async () => {
    await new Promise((resolve) => server.close(resolve));
    await store.close();
  };
});

afterAll(() => close());

async function openTicket(userId: string, allowMultiple = false): Promise<[Browser, Visit]> {
  const ticket = await createEnrollmentTicket(db, userId, allowMultiple);
  const browser = new Browser(site);
  return [browser, await browser.open(`${site}/mfa/enroll?ticket=${ticket}`)];
}

function secretOf({ text }: Visit): string {
  return (/<p class="secret">([^<]+)<\/p>/u.exec(text)?.[1] ?? '').replaceAll(' ', '');
}

function codeOf(secret: string): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret) });
}

test('a ticket enrols an app with its first code, and gives a recovery code this once', async () => {
  const [browser, page] = await openTicket(ADMIN);
  const secret = secretOf(page);
  expect(page.status).toBe(200);
  expect(page.text).toContain('admin@rollcall.example');
  expect(page.text).toContain(`secret=${secret}`);
  const wrong = await browser.submit(page, { code: '000000' });
  expect(wrong.text).toContain('This is not the code that the app shows now.');
  expect(await listAuthenticationMethods(db, ADMIN)).toEqual([]);
  const code = codeOf(secret);
  const done = await browser.submit(wrong, { code });
  expect(done.status).toBe(200);
  expect(await listAuthenticationMethods(db, ADMIN)).toMatchObject([
    { type: 'totp', confirmed: true, secret },
    { type: 'recovery-code' },
  ]);
  expect(await verifyTotp(db, ADMIN, code)).toBe(false);
  expect(await verifyRecoveryCode(db, ADMIN, secretOf(done))).toBeDefined();
  const events = await db.selectFrom('log_events').select(['type', 'user_id']).execute();
  expect(events).toEqual([{ type: 'gd_enrollment_complete', user_id: ADMIN }]);
  const again = await browser.submit(page, { code: codeOf(secret) });
  expect([again.status, again.text]).toEqual([400, expect.stringContaining('This link was used already.')]);
});

test('of two confirmations at once one enrols', async () => {
  const [browser, page] = await openTicket(EDITOR);
  const code = codeOf(secretOf(page));
  const answers = await Promise.all([1, 2].map(() => browser.submit(page, { code })));
  expect(answers.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 400]));
  expect(await listAuthenticationMethods(db, EDITOR)).toHaveLength(2);
});

test('somebody who is enrolled needs a ticket that allows for more', async () => {
  await addAuthenticationMethod(db, SUPPORT, { type: 'phone', phone_number: '+15005550006' });
  const [, refused] = await openTicket(SUPPORT);
  expect([refused.status, refused.text]).toEqual([
    400,
    expect.stringContaining('set up for this account already'),
  ]);
  const [browser, page] = await openTicket(SUPPORT, true);
  expect((await browser.submit(page, { code: codeOf(secretOf(page)) })).status).toBe(200);
});

test('a ticket that has expired or never was says so', async () => {
  const [browser, page] = await openTicket(VIEWER);
  await db
    .updateTable('enrollment_tickets')
    .set({ expires_at: new Date(Date.now() - 1000) })
    .where('user_id', '=', VIEWER)
    .execute();
  const late = await browser.submit(page, { code: codeOf(secretOf(page)) });
  expect([late.status, late.text]).toEqual([400, expect.stringContaining('This link has expired.')]);
  expect(await listAuthenticationMethods(db, VIEWER)).toEqual([]);
  for (const query of ['?ticket=nothing', '', '?ticket=a&ticket=b']) {
    const none = await browser.open(`${site}/mfa/enroll${query}`);
    expect([none.status, none.text]).toEqual([400, expect.stringContaining('There is no such link.')]);
  }
});
