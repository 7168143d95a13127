import { z } from 'zod';

/** Any JSON, at any depth. */
const AnyJson = z.json();
const Metadata = z.record(z.string(), AnyJson);
const Picture = z.url({ protocol: /^https?$/u }).describe("A URI pointing to the user's picture.");
const Phone = z
  .string()
  .regex(/^\+[0-9]{1,15}$/u)
  .describe("The user's phone number (following the E.164 recommendation).");
const Email = z
  .email()
  .max(254)
  .refine((email) => email.lastIndexOf('@') <= 64, 'String is too long, maximum 64 characters before the @')
  .describe("The user's email.");

const SHARED = {
  email: Email,
  phone_number: Phone,
  user_metadata: Metadata.describe('User metadata to which this user has read/write access.'),
  app_metadata: Metadata.describe('User metadata to which this user has read-only access.'),
  blocked: z.boolean().describe('Whether this user was blocked by an administrator (true) or not (false).'),
  email_verified: z
    .boolean()
    .describe('Whether this email address is verified (true) or unverified (false).'),
  phone_verified: z.boolean().describe('Whether this phone number has been verified (true) or not (false).'),
  given_name: z.string().min(1).max(150).describe("The user's given name(s)."),
  family_name: z.string().min(1).max(150).describe("The user's family name(s)."),
  name: z.string().min(1).max(300).describe("The user's full name."),
  nickname: z.string().min(1).max(300).describe("The user's nickname."),
  picture: Picture,
  verify_email: z
    .boolean()
    .describe('Whether the user will receive a verification email (true) or no email (false).'),
  username: z
    .string()
    .min(1)
    .max(128)
    .describe("The user's username. Only valid if the connection requires a username."),
};
const Password = z.string().min(1).describe('Only valid for auth0 connection strategy.');
const Connection = z.string().min(1).describe('Name of the connection.');

/** Body of `POST /users`. @see https://auth0.com/docs/api/management/v2/users/post-users */
export const CreateUserBody = z.strictObject({
  ...z.object(SHARED).partial().shape,
  connection: Connection,
  password: Password.optional(),
  user_id: z
    .string()
    .max(255)
    .regex(/^\S*$/u)
    .optional()
    .describe("The external user's id provided by the identity provider."),
});
export type CreateUserBody = z.output<typeof CreateUserBody>;

/** Body of `PATCH /users/{id}`; null removes. @see https://auth0.com/docs/api/management/v2/users/patch-users-by-id */
export const UpdateUserBody = z.strictObject({
  ...z.object(SHARED).partial().shape,
  email: nullable(Email),
  phone_number: nullable(Phone),
  given_name: nullable(SHARED.given_name),
  family_name: nullable(SHARED.family_name),
  name: nullable(SHARED.name),
  nickname: nullable(SHARED.nickname),
  picture: nullable(Picture),
  username: nullable(SHARED.username),
  password: nullable(Password),
  connection: Connection.optional(),
  client_id: z
    .string()
    .min(1)
    .optional()
    .describe('Auth0 client ID. Only valid when updating email address.'),
  verify_phone_number: z
    .boolean()
    .optional()
    .describe('Whether this user will receive a text after changing the phone number.'),
});
export type UpdateUserBody = z.output<typeof UpdateUserBody>;

function nullable<Schema extends z.ZodType>(schema: Schema) {
  return schema
    .nullable()
    .optional()
    .describe(schema.description ?? '');
}
