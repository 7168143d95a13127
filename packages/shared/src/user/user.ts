import { z } from 'zod';
import { Connection } from './connection.ts';
import { allPermissions } from '../access/permissions.ts';
import { Identity, UserSummary } from './user-summary.ts';

/** `user_metadata` or `app_metadata`: any JSON object. */
export const Metadata = z.record(z.string(), z.unknown());
export type Metadata = z.infer<typeof Metadata>;

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
