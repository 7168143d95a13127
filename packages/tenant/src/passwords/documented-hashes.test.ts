import { describe, expect, test } from 'vitest';
import { CustomPasswordHash, storedHash } from './custom-hash.ts';
import { verifyPassword } from './hash.ts';

const read = (custom: object) => storedHash(CustomPasswordHash.parse(custom));

describe("the hashes in Auth0's own documentation", () => {
  test.each<[string, object]>([
    ['shh', { algorithm: 'md4', hash: { value: 'AbuUujgF0pPPkJPSFRTpmA==', encoding: 'base64' } }],
    [
      'shh',
      {
        algorithm: 'sha256',
        hash: {
          value: 'd24e794fce503c3ddb1cd1ba1dd5d9b250cf9917336a0316fefd87fecf79200f',
          encoding: 'hex',
        },
        salt: { value: 'abc123', position: 'prefix' },
      },
    ],
    [
      'shh',
      {
        algorithm: 'bcrypt',
        hash: { value: '$2b$10$C9hB01.YxRSTcn/ZOOo4j.TW7xCKKFKBSF.C7E0xiUwumqIDqWUXG' },
      },
    ],
    [
      'shh',
      {
        algorithm: 'argon2',
        hash: {
          value:
            '$argon2id$v=19$m=65536,t=2,p=1$J6Q/82PCyaNpYKRELJyTZg$m04qUAB8rexWDR4+/0f+SFB+4XMFxt7YAvAq2UycYos',
        },
      },
    ],
    [
      'shh',
      {
        algorithm: 'pbkdf2',
        hash: {
          value:
            '$pbkdf2-sha512$i=100000,l=64$KNyFsA2rWoE$I2CQGI9H0JxdDf3kERRI97kPCGxh0KWBIV3MxyaS191gDGfzVBGyS4BibhgqWQ0/ails8mHuU9ckASxHOOq58w',
        },
      },
    ],
    [
      'shh',
      {
        algorithm: 'pbkdf2',
        hash: {
          value:
            '$pbkdf2-md4$i=100000,l=64$+N375B8q0Fw$fp2R9KAM4hK/votGHC5Fu+jhqbxUD8+Nic/EMSGvNC3UP/k7wSHI0uXluHRSkZfl/BOheYqNOemayG90ZaSSQw',
          encoding: 'utf8',
        },
      },
    ],
    [
      'shh',
      {
        algorithm: 'ldap',
        hash: {
          value: '{SSHA384}/cgEjdoZh85DhurDeOQEMO1rMlAur93SVPbYe5XSD4lF7nNuvrBju5hUeg9A6agRemgSXGl5YuE=',
          encoding: 'utf8',
        },
      },
    ],
    [
      'test',
      {
        algorithm: 'hmac',
        hash: {
          value: 'cg7f42jH39/2EaAU4wNd4s2lKIk=',
          encoding: 'base64',
          digest: 'sha1',
          key: { value: '736868', encoding: 'hex' },
        },
      },
    ],
    [
      'password',
      {
        algorithm: 'scrypt',
        hash: {
          value: '097f6197e1b41538f723e32aa7a68e8d76227d8e432ce5faa4882a913032db29',
          encoding: 'hex',
        },
        salt: { value: 'abc123', encoding: 'utf8' },
        keylen: 32,
        cost: 4096,
      },
    ],
  ])('%s opens %j, and nothing else does', async (password, custom) => {
    expect(await verifyPassword(password, read(custom))).toBe(true);
    expect(await verifyPassword(`${password} `, read(custom))).toBe(false);
  });
});
