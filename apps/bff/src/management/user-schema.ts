import { z } from 'zod';

/** An attribute that the Management API leaves out or gives as `null`; both mean that there is none. */
function maybe<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** What nothing is decided by: some providers send arrays or numbers, which are then not shown. */
export function shown<Schema extends z.ZodType>(schema: Schema) {
  return schema.optional().catch(() => undefined);
}
/** Text that is only shown. */
export const shownText = shown(z.string());
/** A flag that is only shown. */
export const shownFlag = shown(z.boolean());

/** Some providers count their people; the Management API passes the number on. */
const providerId = z.union([z.string(), z.number().transform(String)]);

const profileData = z.object({
  email: shownText,
  email_verified: shownFlag,
  phone_number: shownText,
  phone_verified: shownFlag,
  username: shownText,
  name: shownText,
  nickname: shownText,
  given_name: shownText,
  family_name: shownText,
  picture: shownText,
});

const identity = z.object({
  connection: z.string(),
  provider: z.string(),
  user_id: providerId,
  isSocial: shownFlag,
  profileData: shown(profileData),
});

/**
 * A user as the Management API gives it, and no more of it than Rollcall knows. What something is
 * decided by or merged with (identities, e-mail and its verification, the block, both metadata) has
 * to be of its type.
 * Source: Management API GET /api/v2/users/{id}
 */
export const TenantUser = z.object({
  user_id: z.string(),
  name: shownText,
  nickname: shownText,
  given_name: shownText,
  family_name: shownText,
  picture: shownText,
  username: shownText,
  email: maybe(z.string()),
  email_verified: maybe(z.boolean()),
  phone_number: shownText,
  phone_verified: shownFlag,
  blocked: maybe(z.boolean()),
  created_at: shownText,
  updated_at: shownText,
  last_login: shownText,
  last_ip: shownText,
  last_password_reset: shownText,
  logins_count: shown(z.number()),
  multifactor: shown(z.array(z.string())),
  identities: z.array(identity),
  user_metadata: maybe(z.record(z.string(), z.unknown())),
  app_metadata: maybe(z.record(z.string(), z.unknown())),
});
export type TenantUser = z.infer<typeof TenantUser>;

/** One page of a search, with its total. */
export const TenantUserPage = z.object({ users: z.array(TenantUser), total: z.number().int() });
