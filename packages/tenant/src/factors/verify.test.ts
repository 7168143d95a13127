import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMONSTRATION_USERS } from '../seed/demonstration.ts';
import {
  addAuthenticationMethod,
  isEnrolled,
  listAuthenticationMethods,
} from '../store/authentication-methods.ts';
import { type Database, openStore } from '../store/open.ts';
import { insertUsers } from '../store/users.ts';
import { replaceRecoveryCode } from './recovery-code.ts';
import { verifyRecoveryCode, verifyTotp } from './verify.ts';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const [ADMIN = '', EDITOR = '', SUPPORT = ''] = DEMONSTRATION_USERS.map(({ profile }) => profile.user_id);
let db: Database;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await openStore({ url: undefined, directory: undefined }));
  await insertUsers(db, DEMONSTRATION_USERS);
});

afterAll(() => close());

function codeAt(seconds: number): string {
  return TOTP.generate({ secret: Secret.fromBase32(SECRET), timestamp: Date.now() + seconds * 1000 });
}

test('a code of an authenticator app works once, and none from before it works later', async () => {
  await addAuthenticationMethod(db, ADMIN, { type: 'totp', totp_secret: SECRET });
  const earlier = codeAt(-30);
  const code = codeAt(0);
  expect(await verifyTotp(db, ADMIN, 'abcdef')).toBe(false);
  expect(await verifyTotp(db, ADMIN, codeAt(-300))).toBe(false);
  expect(await verifyTotp(db, EDITOR, code)).toBe(false);
  expect(await verifyTotp(db, ADMIN, `${code.slice(0, 3)} ${code.slice(3)}`)).toBe(true);
  expect(await verifyTotp(db, ADMIN, code)).toBe(false);
  expect(await verifyTotp(db, ADMIN, earlier)).toBe(false);
});

test('a user is enrolled by what the sign-in page can check, once that is confirmed', async () => {
  await addAuthenticationMethod(db, EDITOR, { type: 'totp', totp_secret: SECRET, confirmed: false });
  await addAuthenticationMethod(db, EDITOR, { type: 'webauthn-roaming', details: { key_id: 'a' } });
  expect(await isEnrolled(db, EDITOR)).toBe(false);
  expect(await verifyTotp(db, EDITOR, codeAt(30))).toBe(false);
  await addAuthenticationMethod(db, EDITOR, { type: 'phone', phone_number: '+15005550006' });
  expect(await isEnrolled(db, EDITOR)).toBe(true);
  expect(await isEnrolled(db, SUPPORT)).toBe(false);
});

test('a user has no method twice', async () => {
  const method = { type: 'email', email: 'Ada@example.com' } as const;
  expect(await addAuthenticationMethod(db, SUPPORT, method)).toMatchObject({ type: 'email' });
  expect(await addAuthenticationMethod(db, SUPPORT, { ...method, email: 'ada@example.com' })).toBeUndefined();
});

test('a recovery code is kept as a hash, works once, and gives way to the next', async () => {
  const code = await replaceRecoveryCode(db, SUPPORT);
  expect(code).toMatch(/^[A-Z0-9]{24}$/u);
  expect(JSON.stringify(await listAuthenticationMethods(db, SUPPORT))).not.toContain(code);
  expect(await verifyRecoveryCode(db, EDITOR, code)).toBeUndefined();
  expect(await verifyRecoveryCode(db, SUPPORT, 'A'.repeat(24))).toBeUndefined();
  const next = await verifyRecoveryCode(db, SUPPORT, ` ${code.toLowerCase()} `);
  expect(next).toMatch(/^[A-Z0-9]{24}$/u);
  expect(await verifyRecoveryCode(db, SUPPORT, code)).toBeUndefined();
  expect(await verifyRecoveryCode(db, SUPPORT, next ?? '')).toBeDefined();
});
