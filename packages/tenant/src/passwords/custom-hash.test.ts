import { describe, expect, test } from 'vitest';
import { CustomPasswordHash, storedHash } from './custom-hash.ts';
import { isForeignHash } from './hash.ts';

const MD5 = 'A61E962C49DD317C49128149D2FDE554';
const SHA256 = 'ab18fa426ff00a860de0d1340b3c50a1e6e3a5e5b003e25c255aaa643dbd01e3';
const SALT = { salt: { value: 'sält' } };
const plain = (algorithm: string, value: string, encoding: string, more: object = {}) => ({
  algorithm,
  hash: { value, encoding },
  ...more,
});
const written = (algorithm: string, value: string, more: object = {}) => ({
  algorithm,
  hash: { value },
  ...more,
});

test('bcrypt with 10 rounds is kept as it is and is no foreign hash', () => {
  const value = '$2b$10$C9hB01.YxRSTcn/ZOOo4j.TW7xCKKFKBSF.C7E0xiUwumqIDqWUXG';
  expect(storedHash(CustomPasswordHash.parse(written('bcrypt', value)))).toBe(value);
  expect(isForeignHash(value)).toBe(false);
  expect(isForeignHash(value.replace('$10$', '$12$'))).toBe(true);
});

describe('what cannot be a hash is refused where it is wrong', () => {
  test.each<[object, string]>([
    [plain('rot13', 'abc', 'hex'), 'algorithm'],
    [{ algorithm: 'md5' }, 'hash'],
    [written('md5', MD5), 'hash.encoding'],
    [plain('sha256', SHA256, 'utf8'), 'hash.encoding'],
    [plain('sha256', 'xyz', 'hex'), 'hash.value'],
    [plain('sha256', 'ä', 'base64'), 'hash.value'],
    [plain('argon2', '$argon2id$v=19$m=64,t=3,p=2$c29t$Mxx5', 'hex'), 'hash.encoding'],
    [written('argon2', '$argon2id$nonsense'), 'hash.value'],
    [written('argon2', '$argon2i$v=19$m=64,t=3,p=2$c29tZXNhbHRzYWx0$46NMhn7kkmyMQp', SALT), 'salt'],
    [written('bcrypt', '$2x$06$abcdefghijklmnopqrstuuibWBF8znsn8mCoNT8pWPIgb29HFu/oy'), 'hash.value'],
    [written('ldap', '{CRYPT}$1$abc'), 'hash.value'],
    [written('ldap', '{MD5}ph6WLEndMXxJEoFJ0v3lVA==', SALT), 'salt'],
    [written('pbkdf2', '$pbkdf2-mdc2$i=1,l=16$AAFz$WDV1'), 'hash.value'],
    [written('pbkdf2', '$pbkdf2-sha1$i=0,l=16$AAFz$WDV1'), 'hash.value'],
    [plain('hmac', SHA256, 'hex'), 'hash.digest'],
    [{ algorithm: 'hmac', hash: { value: SHA256, encoding: 'hex', digest: 'sha256' } }, 'hash.key'],
    [plain('scrypt', SHA256, 'hex'), 'keylen'],
    [plain('scrypt', SHA256, 'hex', { keylen: 32, cost: 1000 }), 'cost'],
    [plain('md5', MD5, 'hex', { rounds: 3 }), ''],
    [plain('md5', MD5, 'hex', { salt: { encoding: 'hex' } }), 'salt.value'],
    [plain('md5', MD5, 'hex', { password: { encoding: 'ebcdic' } }), 'password.encoding'],
  ])('%j: %s', (custom, path) => {
    const result = CustomPasswordHash.safeParse(custom);
    expect(result.error?.issues[0]?.path.join('.')).toBe(path);
  });
});
