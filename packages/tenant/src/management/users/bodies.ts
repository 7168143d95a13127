import { z } from 'zod';

const Metadata = z.record(z.string(), z.json());
const Picture = z.url({ protocol: /^https?$/u });
const Phone = z
  .string()
  .regex(/^\+[0-9]{1,15}$/u)
  .describe("The user's phone number (following the E.164 recommendation).");
const Email = z
  .email()
  .max(254)
  .refine((email) => email.lastIndexOf('@') <= 64, 'String is too long, maximum 64 characters before the @');
const ShortName = z.string().min(1).max(150);
const LongName = z.string().min(1).max(300);
const Username = z
  .string()
  .min(1)
  .max(128)
  .describe("The user's username. Only valid if the connection requires a username.");
const Password = z.string().min(1);

/** What both bodies have in common. The descriptions are Auth0's: they travel in refusals. */
const SHARED = {
  user_metadata: Metadata.optional().describe(
    "Data related to the user that does not affect the application's core functionality.",
  ),
  app_metadata: Metadata.optional().describe(
    "Data related to the user that does affect the application's core functionality.",
  ),
  blocked: z
    .boolean()
    .optional()
    .describe('Whether this user was blocked by an administrator (true) or not (false).'),
  phone_verified: z
    .boolean()
    .optional()
    .describe('Whether this phone number has been verified (true) or not (false).'),
};

/** Body of `POST /users`. @see https://auth0.com/docs/api/management/v2/users/post-users */
export const CreateUserBody = z.strictObject({
  ...SHARED,
  email: Email.optional().describe("The user's email."),
  phone_number: Phone.optional(),
  email_verified: z
    .boolean()
    .optional()
    .describe(
      'Whether this email address is verified (true) or unverified (false). User will receive a verification email after creation if `email_verified` is false or not specified',
    ),
  given_name: ShortName.optional().describe("The user's given name(s)."),
  family_name: ShortName.optional().describe("The user's family name(s)."),
  name: LongName.optional().describe("The user's full name."),
  nickname: LongName.optional().describe("The user's nickname."),
  picture: Picture.optional().describe("A URI pointing to the user's picture."),
  user_id: z
    .string()
    .max(255)
    .regex(/^\S*$/u)
    .optional()
    .describe("The external user's id provided by the identity provider."),
  connection: z.string().min(1).describe('Name of the connection this user should be created in.'),
  password: Password.optional().describe(
    'Initial password for this user. Only valid for auth0 connection strategy.',
  ),
  verify_email: z
    .boolean()
    .optional()
    .describe(
      'Whether the user will receive a verification email after creation (true) or no email (false). Overrides behavior of `email_verified` parameter.',
    ),
  username: Username.optional(),
});
export type CreateUserBody = z.output<typeof CreateUserBody>;

/** Body of `PATCH /users/{id}`; null removes. @see https://auth0.com/docs/api/management/v2/users/patch-users-by-id */
export const UpdateUserBody = z.strictObject({
  ...SHARED,
  email_verified: z
    .boolean()
    .optional()
    .describe(
      'Whether this email address is verified (true) or unverified (false). If set to false the user will not receive a verification email unless `verify_email` is set to true.',
    ),
  email: Email.nullish().describe('Email address of this user.'),
  phone_number: Phone.nullish().describe(Phone.description ?? ''),
  given_name: ShortName.nullish().describe('Given name/first name/forename of this user.'),
  family_name: ShortName.nullish().describe('Family name/last name/surname of this user.'),
  name: LongName.nullish().describe('Name of this user.'),
  nickname: LongName.nullish().describe('Preferred nickname or alias of this user.'),
  picture: Picture.nullish().describe('URL to picture, photo, or avatar of this user.'),
  verify_email: z
    .boolean()
    .optional()
    .describe(
      'Whether this user will receive a verification email after creation (true) or no email (false). Overrides behavior of `email_verified` parameter.',
    ),
  verify_phone_number: z
    .boolean()
    .optional()
    .describe(
      'Whether this user will receive a text after changing the phone number (true) or no text (false). Only valid when changing phone number for SMS connections.',
    ),
  password: Password.nullish().describe('New password for this user. Only valid for database connections.'),
  connection: z.string().min(1).optional().describe('Name of the connection to target for this user update.'),
  client_id: z
    .string()
    .min(1)
    .optional()
    .describe('Auth0 client ID. Only valid when updating email address.'),
  username: Username.nullish().describe(Username.description ?? ''),
});
export type UpdateUserBody = z.output<typeof UpdateUserBody>;
