import { z } from 'zod';
import { Connection } from './connection.ts';
import { allPermissions } from '../access/permissions.ts';

/** `user_metadata` or `app_metadata`: any JSON object. */
export const Metadata = z.record(z.string(), z.unknown());
export type Metadata = z.infer<typeof Metadata>;

/** What a provider says of a person; on a secondary identity it is all that is kept of the profile. */
const ProfileData = z.object({
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
  phone_number: z.string().optional(),
  phone_verified: z.boolean().optional(),
  username: z.string().optional(),
  name: z.string().optional(),
  nickname: z.string().optional(),
  given_name: z.string().optional(),
  family_name: z.string().optional(),
  picture: z.string().optional(),
});

/** One entry of `identities`; the first is the primary one. Tokens of the provider are never here. */
export const Identity = z.object({
  connection: z.string(),
  provider: z.string(),
  user_id: z.string(),
  isSocial: z.boolean().optional(),
  profileData: ProfileData.optional(),
});
export type Identity = z.infer<typeof Identity>;

/** A user as a row of the list. */
export const UserSummary = z.object({
  user_id: z.string(),
  name: z.string().optional(),
  nickname: z.string().optional(),
  given_name: z.string().optional(),
  family_name: z.string().optional(),
  username: z.string().optional(),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
  phone_number: z.string().optional(),
  picture: z.string().optional(),
  blocked: z.boolean().optional(),
  created_at: z.string().optional(),
  last_login: z.string().optional(),
  logins_count: z.number().optional(),
  identities: z.array(Identity.omit({ profileData: true })),
});
export type UserSummary = z.infer<typeof UserSummary>;

/** A user, whole, as it leaves the BFF. There is no field for a password, on purpose. */
export const User = UserSummary.extend({
  phone_verified: z.boolean().optional(),
  updated_at: z.string().optional(),
  last_ip: z.string().optional(),
  last_password_reset: z.string().optional(),
  multifactor: z.array(z.string()).optional(),
  identities: z.array(Identity),
  user_metadata: Metadata.optional(),
  app_metadata: Metadata.optional(),
});
export type User = z.infer<typeof User>;

/** A user with what decides about it: the primary identity's connection and the caller's permissions. */
export const UserDetail = User.extend({
  /** `null` where the connection cannot be read or is gone. */
  connection: Connection.nullable(),
  /** What the caller may do to this user. */
  permissions: z.array(z.enum(allPermissions)),
  /** Whether it is the account of somebody in the team of Rollcall; `protected` from those who may do less. */
  team: z.enum(['member', 'protected']).optional(),
  /** What is hidden of this user: absent is then not the same as none. Paths, and all that lies below. */
  masked: z.array(z.string()).default([]),
});
export type UserDetail = z.infer<typeof UserDetail>;
