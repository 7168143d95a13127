import { z } from 'zod';

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
