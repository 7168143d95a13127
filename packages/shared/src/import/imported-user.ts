import { z } from 'zod';
import { isJsonObject, type JsonObject } from '../user/merge-patch.ts';
import { isStorable, metadataFaults } from '../user/metadata.ts';

function text(max: number) {
  return z
    .string('Must be a text.')
    .min(1, 'Cannot be empty.')
    .max(max, `At most ${max} characters.`)
    .refine(isStorable, 'Contains a character that cannot be stored.');
}

const flag = z.boolean('Must be true or false.');

const Email = z
  .email('Does not look like an e-mail address.')
  .max(254, 'At most 254 characters.')
  .refine((value) => value.lastIndexOf('@') <= 64, 'At most 64 characters before the @.');

const Phone = z
  .string('Must be a text.')
  .regex(/^\+[0-9]{1,15}$/, 'A phone number starts with + and the country code: +4930123456.');

/** Not a record: one would leave out what it may not hold, and nobody would be told. */
function metadata(kind: 'user_metadata' | 'app_metadata') {
  return z
    .custom<JsonObject>(isJsonObject, 'Must be a JSON object.')
    .superRefine((value, context) => {
      for (const { path, detail } of metadataFaults(kind, value)) {
        context.addIssue({ code: 'custom', path, message: detail });
      }
    })
    .optional();
}

const Encoding = z.enum(['base64', 'hex', 'utf8'], 'Must be base64, hex or utf8.');
const whole = (least: number) => z.int('Must be a whole number.').min(least, `At least ${least}.`);

const CustomHash = z
  .strictObject({
    algorithm: z.enum(
      ['argon2', 'bcrypt', 'hmac', 'ldap', 'md4', 'md5', 'sha1', 'sha256', 'sha512', 'pbkdf2', 'scrypt'],
      'Auth0 knows argon2, bcrypt, hmac, ldap, md4, md5, sha1, sha256, sha512, pbkdf2 and scrypt.',
    ),
    hash: z.strictObject({
      value: z.string('The hash itself is missing.').min(1, 'The hash itself is missing.'),
      encoding: Encoding.optional(),
      digest: z.string().optional(),
      key: z.strictObject({ value: z.string(), encoding: Encoding.optional() }).optional(),
    }),
    salt: z
      .strictObject({
        value: z.string(),
        encoding: Encoding.optional(),
        position: z.enum(['prefix', 'suffix'], 'Must be prefix or suffix.').optional(),
      })
      .optional(),
    password: z.strictObject({ encoding: z.string().optional() }).optional(),
    keylen: whole(1).optional(),
    cost: whole(2).optional(),
    blockSize: whole(1).optional(),
    parallelization: whole(1).optional(),
  })
  .superRefine(({ algorithm, hash, keylen }, context) => {
    const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (algorithm === 'hmac' && hash.digest === undefined)
      refuse(['hash', 'digest'], 'hmac needs the digest.');
    if (algorithm === 'hmac' && hash.key === undefined) refuse(['hash', 'key'], 'hmac needs the key.');
    if (algorithm === 'scrypt' && keylen === undefined) refuse(['keylen'], 'scrypt needs keylen.');
    const isWrittenOut = ['argon2', 'bcrypt', 'ldap', 'pbkdf2'].includes(algorithm);
    if (!isWrittenOut && (hash.encoding ?? 'utf8') === 'utf8') {
      refuse(['hash', 'encoding'], `Must be hex or base64 for ${algorithm}.`);
    }
  });

const Factor = z
  .strictObject({
    totp: z
      .strictObject({
        secret: z.string('The secret is missing.').regex(/^[A-Z2-7]+$/, 'The secret is not in base 32.'),
      })
      .optional(),
    phone: z.strictObject({ value: Phone }).optional(),
    email: z.strictObject({ value: z.email('Does not look like an e-mail address.') }).optional(),
  })
  .refine((factor) => Object.keys(factor).length === 1, 'Each factor is one of totp, phone and email.');

/**
 * A user as Auth0's import takes one: this and nothing else.
 * Source: auth0.com/docs/manage-users/user-migration/bulk-user-import-database-schema-and-examples
 */
export const ImportedUser = z
  .strictObject({
    email: Email,
    email_verified: flag.optional(),
    phone_number: Phone.optional(),
    phone_verified: flag.optional(),
    user_id: z
      .string('Must be a text.')
      .max(255, 'At most 255 characters.')
      .regex(/^\S+$/, 'Must have no spaces.')
      .refine(isStorable, 'Contains a character that cannot be stored.')
      .optional(),
    username: text(128).optional(),
    given_name: text(150).optional(),
    family_name: text(150).optional(),
    name: text(300).optional(),
    nickname: text(300).optional(),
    picture: z
      .string('Must be a text.')
      .refine(isStorable, 'Contains a character that cannot be stored.')
      .optional(),
    blocked: flag.optional(),
    password_hash: z
      .string('Must be a text.')
      .regex(
        /^\$2[ab]\$10\$[./A-Za-z0-9]{53}$/,
        'Must be a bcrypt hash with 10 rounds: $2a$10$… or $2b$10$….',
      )
      .optional(),
    custom_password_hash: CustomHash.optional(),
    app_metadata: metadata('app_metadata'),
    user_metadata: metadata('user_metadata'),
    mfa_factors: z
      .array(Factor, 'Must be a list of factors.')
      .min(1, 'At least one factor.')
      .max(10, 'At most 10 factors.')
      .optional(),
  })
  .refine(
    (user) => user.password_hash === undefined || user.custom_password_hash === undefined,
    'A user has either password_hash or custom_password_hash.',
  );
export type ImportedUser = z.infer<typeof ImportedUser>;

/** What is wrong with a field of a user: a path such as `app_metadata.plan`, and a sentence without its value. */
export interface RowFault {
  field: string;
  detail: string;
}

/** A user as Auth0's import takes one, or what keeps it from taking this one. */
export function readUser(user: unknown): { user: ImportedUser } | { faults: RowFault[] } {
  const read = ImportedUser.safeParse(user, { reportInput: true });
  if (read.success) return { user: read.data };
  const faults = read.error.issues.map((issue) => ({
    field: issue.path.map(String).join('.'),
    detail: wordsOf(issue),
  }));
  return { faults };
}

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `Auth0's import does not know ${issue.keys.join(', ')}.`;
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'Is missing.';
  if (issue.code === 'invalid_format' && issue.input === undefined) return 'Is missing.';
  if (issue.code === 'invalid_type' && issue.expected === 'object') {
    return 'Must be a JSON object.';
  }
  return issue.message;
}
