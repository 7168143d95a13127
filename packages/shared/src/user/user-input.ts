import { z } from 'zod';
import { isStorable, metadataPatch } from './metadata.ts';

function text(max: number) {
  return z
    .string()
    .min(1, 'Cannot be empty.')
    .max(max, `At most ${max} characters.`)
    .refine(isStorable, 'Contains a character that cannot be stored.');
}

const Email = z
  .email('Does not look like an e-mail address.')
  .max(254, 'At most 254 characters.')
  .refine((value) => value.lastIndexOf('@') <= 64, 'At most 64 characters before the @.');

const PhoneNumber = z
  .string()
  .regex(/^\+[0-9]{1,15}$/, 'A phone number starts with + and the country code: +4930123456.');

/** Auth0's own set of characters, lower case. Source: auth0.com/docs/authenticate/database-connections/require-username */
const Username = text(128)
  .regex(/^[a-z0-9@^$.!`\-#+'~_]+$/, "Only a-z, 0-9 and @ ^ $ . ! ` - # + ' ~ _ are allowed.")
  .refine((value) => !z.email().safeParse(value).success, 'A username cannot be an e-mail address.');

const Picture = z
  .url({ protocol: /^https?$/, error: 'Must be a web address that starts with https://.' })
  .max(2048, 'At most 2048 characters.');

const fields = {
  email: Email,
  phone_number: PhoneNumber,
  username: Username,
  name: text(300),
  nickname: text(300),
  given_name: text(150),
  family_name: text(150),
  picture: Picture,
};

/**
 * A change to a user. A missing key stays as it is, `null` takes the attribute away. Metadata are
 * merge patches at any depth (RFC 7396): a nested `null` takes a nested key away.
 * Source: Management API PATCH /api/v2/users/{id}
 */
export const UserPatch = z
  .strictObject({
    email: fields.email.nullable(),
    email_verified: z.boolean(),
    phone_number: fields.phone_number.nullable(),
    phone_verified: z.boolean(),
    username: fields.username.nullable(),
    name: fields.name.nullable(),
    nickname: fields.nickname.nullable(),
    given_name: fields.given_name.nullable(),
    family_name: fields.family_name.nullable(),
    picture: fields.picture.nullable(),
    user_metadata: metadataPatch('user_metadata'),
    app_metadata: metadataPatch('app_metadata'),
  })
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'There is nothing to change.');
export type UserPatch = z.infer<typeof UserPatch>;

/** A password on its way in. There is no schema in which one comes out. */
export const NewPassword = z
  .string()
  .min(1, 'Cannot be empty.')
  .max(1024, 'At most 1,024 characters.')
  .refine(isStorable, 'Contains a character that cannot be stored.');

/** A new user of a database or passwordless connection. Source: Management API POST /api/v2/users */
export const NewUser = z.strictObject({
  /** The connection's name. */
  connection: z.string().min(1, 'Choose a connection.').max(128),
  email: fields.email.optional(),
  email_verified: z.boolean().optional(),
  /** Whether Auth0 sends a verification e-mail; Auth0 sends one to unverified addresses unless told not to. */
  verify_email: z.boolean().optional(),
  phone_number: fields.phone_number.optional(),
  phone_verified: z.boolean().optional(),
  username: fields.username.optional(),
  password: NewPassword.optional(),
  /** In place of a password: one that nobody knows, until the user has chosen another by a link. */
  invited: z.literal(true).optional(),
  name: fields.name.optional(),
  nickname: fields.nickname.optional(),
  given_name: fields.given_name.optional(),
  family_name: fields.family_name.optional(),
  picture: fields.picture.optional(),
  user_metadata: metadataPatch('user_metadata').optional(),
  app_metadata: metadataPatch('app_metadata').optional(),
});
export type NewUser = z.infer<typeof NewUser>;
