import { z } from 'zod';
import { pbkdf2Parameters } from './pbkdf2-hash.ts';

const Encoding = z.enum(['base64', 'hex', 'utf8']);
const HmacDigest = z.enum([
  'md4',
  'md5',
  'ripemd160',
  'sha1',
  'sha224',
  'sha256',
  'sha384',
  'sha512',
  'whirlpool',
]);

const Parts = z.strictObject({
  algorithm: z.enum([
    'argon2',
    'bcrypt',
    'hmac',
    'ldap',
    'md4',
    'md5',
    'sha1',
    'sha256',
    'sha512',
    'pbkdf2',
    'scrypt',
  ]),
  hash: z.object({
    value: z.string().min(1),
    encoding: Encoding.optional(),
    digest: HmacDigest.optional(),
    key: z.object({ value: z.string(), encoding: Encoding.default('utf8') }).optional(),
  }),
  salt: z
    .object({
      value: z.string(),
      encoding: Encoding.default('utf8'),
      position: z.enum(['prefix', 'suffix']).default('prefix'),
    })
    .optional(),
  password: z
    .object({
      encoding: z.enum(['ascii', 'utf8', 'utf16le', 'ucs2', 'latin1', 'binary']).default('utf8'),
    })
    .optional(),
  keylen: z.int().min(1).optional(),
  cost: z
    .int()
    .min(2)
    .refine((cost) => Number.isInteger(Math.log2(cost)), 'Must be a power of two greater than one')
    .default(16_384),
  blockSize: z.int().min(1).default(8),
  parallelization: z.int().min(1).default(1),
});
type Parts = z.output<typeof Parts>;

/**
 * A password hash that another system made, as a bulk import brings it. Each algorithm has parts it
 * needs and parts it cannot have; a refusal names the part by its path.
 * @see https://auth0.com/docs/manage-users/user-migration/bulk-user-import-database-schema-and-examples
 */
export const CustomPasswordHash = Parts.superRefine((custom, context) => {
  for (const { path, message } of faultsOf(custom)) context.addIssue({ code: 'custom', path, message });
});
export type CustomPasswordHash = z.output<typeof CustomPasswordHash>;

interface Fault {
  path: string[];
  message: string;
}

/** Those whose hash is a text of its own kind, which says by itself how it was made. */
const WRITTEN_OUT = {
  argon2: /^\$argon2(?:i|d|id)\$v=19\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]{11,}\$[A-Za-z0-9+/]{6,}$/u,
  bcrypt: /^\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}$/u,
  ldap: /^\{s?(?:md5|sha|sha-?(?:224|256|384|512))\}[A-Za-z0-9+/]+={0,2}$/iu,
  pbkdf2: /^\$pbkdf2-/u,
};

function faultsOf(custom: Parts): Fault[] {
  const { algorithm, hash, salt, keylen } = custom;
  const faults: Fault[] = [];
  const refuse = (wrong: boolean, path: string[], message: string) => {
    if (wrong) faults.push({ path, message });
  };
  if (algorithm === 'argon2' || algorithm === 'bcrypt' || algorithm === 'ldap' || algorithm === 'pbkdf2') {
    refuse((hash.encoding ?? 'utf8') !== 'utf8', ['hash', 'encoding'], `Must be utf8 for ${algorithm}`);
    refuse(algorithm !== 'bcrypt' && salt !== undefined, ['salt'], `Is not allowed for ${algorithm}`);
    const readable =
      WRITTEN_OUT[algorithm].test(hash.value) &&
      (algorithm !== 'pbkdf2' || pbkdf2Parameters(hash.value) !== undefined);
    refuse(!readable, ['hash', 'value'], `Is no supported ${algorithm} hash`);
    return faults;
  }
  const { encoding } = hash;
  refuse(
    encoding === undefined || encoding === 'utf8',
    ['hash', 'encoding'],
    `Must be hex or base64 for ${algorithm}`,
  );
  refuse(
    encoding === 'hex' && !/^(?:[\da-f]{2})+$/iu.test(hash.value),
    ['hash', 'value'],
    'Is not encoded as hex',
  );
  refuse(
    encoding === 'base64' && !/^[\w+/-]+={0,2}$/u.test(hash.value),
    ['hash', 'value'],
    'Is not encoded as base64',
  );
  refuse(algorithm === 'hmac' && hash.digest === undefined, ['hash', 'digest'], 'Is required for hmac');
  refuse(algorithm === 'hmac' && hash.key === undefined, ['hash', 'key'], 'Is required for hmac');
  refuse(algorithm === 'scrypt' && keylen === undefined, ['keylen'], 'Is required for scrypt');
  return faults;
}

/**
 * The text that is kept of it in place of a bcrypt hash: bcrypt itself when nothing was mixed into
 * the password, else JSON. Either is what `verifyPassword` takes.
 */
export function storedHash(custom: CustomPasswordHash): string {
  const { algorithm, hash, salt, password } = custom;
  const plain = salt === undefined && (password === undefined || password.encoding === 'utf8');
  return algorithm === 'bcrypt' && plain ? hash.value : JSON.stringify(custom);
}
