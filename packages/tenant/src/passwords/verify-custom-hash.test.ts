import { describe, expect, test } from 'vitest';
import { CustomPasswordHash, storedHash } from './custom-hash.ts';
import { isForeignHash, verifyPassword } from './hash.ts';

const read = (custom: object) => storedHash(CustomPasswordHash.parse(custom));

/** Hashed by Python's hashlib and hmac, by OpenSSL and by crypt(3), all of `Grüße-7`. */
const PASSWORD = 'Grüße-7';
const MD5 = 'A61E962C49DD317C49128149D2FDE554';
const SHA256 = 'ab18fa426ff00a860de0d1340b3c50a1e6e3a5e5b003e25c255aaa643dbd01e3';
const plain = (algorithm: string, value: string, encoding: string, more: object = {}) => ({
  algorithm,
  hash: { value, encoding },
  ...more,
});
const PREFIX = { salt: { value: 'sält' } };
const SUFFIX = { salt: { value: 'c8OkbHQ=', encoding: 'base64', position: 'suffix' } };
const SUFFIX_IN_HEX = { salt: { value: '73C3A46C74', encoding: 'hex', position: 'suffix' } };
const hmac = (digest: string, value: string) => ({
  algorithm: 'hmac',
  hash: { value, encoding: 'hex', digest, key: { value: '00FF10', encoding: 'hex' } },
});
const written = (algorithm: string, value: string, more: object = {}) => ({
  algorithm,
  hash: { value },
  ...more,
});

describe('hashes that other programs made', () => {
  test.each<object>([
    plain('md4', '0c21f6735f4f4dfa8e3ca1154d7827d7', 'hex', SUFFIX),
    plain('md4', 'a4e35044a1000e97c5c4412ba59b5a6b', 'hex', { password: { encoding: 'utf16le' } }),
    plain('md4', 'a4e35044a1000e97c5c4412ba59b5a6b', 'hex', { password: { encoding: 'ucs2' } }),
    plain('md5', MD5, 'hex'),
    plain('md5', MD5.toLowerCase(), 'hex', { password: { encoding: 'utf8' } }),
    plain('md5', 'AXc+Lelvo0zW+VWHOA+BiQ==', 'base64', PREFIX),
    plain('md5', 'h8IkpvZ5OuuPSIrUkr-7mw', 'base64', SUFFIX),
    plain('sha1', '3dc062ce7d98c9e9ab7dfdf924a12fa6b96a634d', 'hex'),
    plain('sha1', 'RTP7L4gzk6fV05VQTGuxJ6oTwa4=', 'base64', PREFIX),
    plain('sha1', 'EWJq4KudodY4erEqT1f_xouPx-Q=', 'base64', SUFFIX_IN_HEX),
    plain('sha256', SHA256, 'hex'),
    plain('sha256', 'iJCIIpZ+LNeusTJ3vEPeuq5cqf8GO/ponDhgEGk86+I=', 'base64', PREFIX),
    plain('sha256', '55IDYJ9ZStoL_RGIMJe5q8TH6QvJ5Eg1PNIUTO58Kvc=', 'base64', SUFFIX),
    ...['latin1', 'binary', 'ascii'].map((encoding) =>
      plain('sha256', '66d29a2e48bab5588217c26b77bb4b000cb29b2c4d2f47d9d12f0b287a840a36', 'hex', {
        password: { encoding },
      }),
    ),
    plain('sha256', '513c0a7287476e131146f3aea476d9be75cccd00a7b3662fbe9a0686859e15bf', 'hex', {
      password: { encoding: 'utf16le' },
    }),
    plain(
      'sha512',
      '12c4d84fda6cd671b7e81dab77a1935af8690866071e4a94c357bbd1843962b9dccd2e66103ffb2e606bc0e35994769bdfe668a968c0ff0d815ae2bc997c00f6',
      'hex',
    ),
    plain(
      'sha512',
      '9aPWCLsiGqyULLUUXFPSQ9yJ2tbhEiS2JY1MO9C78qyUm4NoNbkC8iI50GcnuchVfNgBFteWp4X00Ni3lZd-mg==',
      'base64',
      SUFFIX,
    ),
    hmac('md4', '791feb27c98fa2c7881b446ecbc30329'),
    hmac('md5', '0d08cc873c592f765c2ef78baa8ec7e9'),
    hmac('ripemd160', 'be7348fdc43e0cd1fa397990046fd8cc6a5d2758'),
    hmac('sha1', '68c45e4b70b12816c9c0a6f0eb1a61f75967cc23'),
    hmac('sha224', 'c4178129e2516678573d55af144767b6dd0eee1f313779dc4f62121b'),
    hmac('sha256', '8448e4ed93f38e291625a913aebe8c9bca9bfff92dee7ac7e2f83ab55ab25c93'),
    hmac(
      'sha384',
      '750ecec5252ac1f3f16d7122003cb2dd2984f1f406a2357ff9f12c60ad46335eab5fd19ed760f2c58ab7f1ce2896cafd',
    ),
    hmac(
      'sha512',
      'd605b719984ee5ba45ed75d684a104024e9662a7f0a404627806cfa85de3df19f04975876e4345f5a0d014bd7f621aab2c95d27a4d02b4a2bed4748726612e19',
    ),
    hmac(
      'whirlpool',
      '45926613a6b3eabca1b7c2ecc15be5234caff1fb8d3584bf0ccea9ba5d579c6b8064402a09093a849064a38dc94a268526faa8c41a62f1b86440de4fbd578ce4',
    ),
    {
      algorithm: 'hmac',
      hash: {
        value: '311d767824c02472b5ae246bc3a460eaaa7911910471167511a7071897135a04',
        encoding: 'hex',
        digest: 'sha256',
        key: { value: 'käy' },
      },
      ...SUFFIX,
    },
    written('ldap', '{MD5}ph6WLEndMXxJEoFJ0v3lVA=='),
    written('ldap', '{SMD5}0fNJapJeXzaJr4cT6zC0XgEC/wQ='),
    written('ldap', '{SHA}PcBizn2Yyemrff35JKEvprlqY00='),
    written('ldap', '{ssha}Do8cW+WJsc787DTFsxEP34KD+acBAv8E'),
    written('ldap', '{SHA256}qxj6Qm/wCoYN4NE0CzxQoebjpeWwA+JcJVqqZD29AeM='),
    written('ldap', '{SSHA256}fEr53BR5ltZqxP9KnqnxovQhpanmh2LP96n8eMHr5KkBAv8E'),
    written(
      'ldap',
      '{SHA-512}EsTYT9ps1nG36B2rd6GTWvhpCGYHHkqUw1e70YQ5YrnczS5mED/7LmBrwONZlHab3+ZoqWjA/w2BWuK8mXwA9g==',
    ),
    written(
      'ldap',
      '{SSHA512}Dv4rZTtfFY7FktXPZYHRcH/LUpOCqOkARgY+p5yZGTlvWhwaLXgwXdGPi4gMRuXHdyRXxR/frrSQOid89MGVYgEC/wQ=',
    ),
    written('pbkdf2', '$pbkdf2-sha1$i=1000,l=20$AAFzYWx0c2FsdA$WDV1XIVjehh20w421nQvmOb4Mho'),
    written('pbkdf2', '$pbkdf2-ssl3-sha1$l=20,i=1000$AAFzYWx0c2FsdA$WDV1XIVjehh20w421nQvmOb4Mho'),
    written(
      'pbkdf2',
      '$pbkdf2-sha256$i=2500,l=32$AAFzYWx0c2FsdA$61gjJQ4X/U9ar7TXfMpcUYXrakVuhRrVMgrtyBfWV0E',
    ),
    written('pbkdf2', '$pbkdf2-rmd160$i=500,l=20$AAFzYWx0c2FsdA$DyK0QFJONmUPBwJUlDXRE19VIvU'),
    written(
      'pbkdf2',
      '$pbkdf2-RSA-SHA256$AAFzYWx0c2FsdA$lDejh6BlOiYBS2P1TSNvsjrl5Qlw+CFivZbj6fZywwKYXVT3m7jqAr6HRUDSanAd/t6c8QSo2yjgc8Wv2pAK5w',
    ),
    plain(
      'scrypt',
      'cb7a551a22d1c622bc00a2c67f3398a0d09a2406023c464c95010348a784a3d35dec9658784969a03a26c2b73efa75dd',
      'hex',
      {
        salt: { value: 'deadbeef', encoding: 'hex' },
        keylen: 48,
        cost: 1024,
        blockSize: 4,
        parallelization: 2,
      },
    ),
    plain('scrypt', 'jzm05m3cx+C3S9EniHx99wQmeDn5ZxC6IykLLMedgJo=', 'base64', {
      salt: { value: 'abc' },
      keylen: 32,
    }),
    written('bcrypt', '$2y$06$abcdefghijklmnopqrstuuibWBF8znsn8mCoNT8pWPIgb29HFu/oy'),
    written('bcrypt', '$2b$06$abcdefghijklmnopqrstuuafcdhTjaXCnAldhVfAmDF491V4cqSHO', {
      salt: { value: 'säl' },
    }),
    written('bcrypt', '$2y$06$abcdefghijklmnopqrstuuafcdhTjaXCnAldhVfAmDF491V4cqSHO', {
      salt: { value: 'säl' },
    }),
    written('bcrypt', '$2a$06$abcdefghijklmnopqrstuuTkTaXgLYkj5fY9TUL3MrsEwAkbX0niG', {
      salt: { value: 'pepper', position: 'suffix' },
    }),
    written('argon2', '$argon2d$v=19$m=64,t=3,p=2$c29tZXNhbHRzYWx0$DzVN/rM0BGQv37S99W+jpWSeKU+PFzMy'),
    written('argon2', '$argon2i$v=19$m=64,t=3,p=2$c29tZXNhbHRzYWx0$46NMhn7kkmyMQp+OsKQ5KYXqKqYdPHoZ'),
    written('argon2', '$argon2id$v=19$m=64,t=3,p=2$c29tZXNhbHRzYWx0$Mxx59xc/vHpVjSPi+O9d/qSbgTTBadRv'),
  ])('are opened by the same password and by no other: %j', async (custom) => {
    const stored = read(custom);
    expect(await verifyPassword(PASSWORD, stored)).toBe(true);
    expect(await verifyPassword('Grüße-8', stored)).toBe(false);
    expect(await verifyPassword('', stored)).toBe(false);
    expect(isForeignHash(stored)).toBe(true);
  });

  test('a salt takes its part of the 72 bytes that bcrypt sees', async () => {
    const stored = read(
      written('bcrypt', '$2a$06$abcdefghijklmnopqrstuuvkikGSdfh.rNpeF3iN44SWZUD2AWwEy', {
        salt: { value: '0123456789' },
      }),
    );
    expect(await verifyPassword('x'.repeat(62), stored)).toBe(true);
    expect(await verifyPassword(`${'x'.repeat(62)}and what is cut off`, stored)).toBe(true);
    expect(await verifyPassword('x'.repeat(61), stored)).toBe(false);
  });

  test('a salt on the wrong side is another hash', async () => {
    const salt = { value: 'sält', position: 'suffix' };
    const stored = read(plain('md5', 'AXc+Lelvo0zW+VWHOA+BiQ==', 'base64', { salt }));
    expect(await verifyPassword(PASSWORD, stored)).toBe(false);
  });
});
