import { z } from 'zod';

/** An attribute that the Management API leaves out or gives as `null`; both mean that there is none. */
function maybe<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** A root attribute that a provider fills: some send arrays or numbers, which are then not shown. */
const providedText = z
  .string()
  .optional()
  .catch(() => undefined);

/** Some providers count their people; the Management API passes the number on. */
const providerId = z.union([z.string(), z.number().transform(String)]);

const profileData = z.object({
  email: providedText,
  email_verified: z
    .boolean()
    .optional()
    .catch(() => undefined),
  phone_number: providedText,
  phone_verified: z
    .boolean()
    .optional()
    .catch(() => undefined),
  username: providedText,
  name: providedText,
  nickname: providedText,
  given_name: providedText,
  family_name: providedText,
  picture: providedText,
});

const identity = z.object({
  connection: z.string(),
  provider: z.string(),
  user_id: providerId,
  isSocial: maybe(z.boolean()),
  profileData: maybe(profileData),
});

/**
 * A user as the Management API gives it, and no more of it than Rollcall knows. What access is
 * decided by (identities, e-mail and its verification, app_metadata) has to be of its type.
 * Source: Management API GET /api/v2/users/{id}
 */
export const TenantUser = z.object({
  user_id: z.string(),
  name: providedText,
  nickname: providedText,
  given_name: providedText,
  family_name: providedText,
  picture: providedText,
  username: maybe(z.string()),
  email: maybe(z.string()),
  email_verified: maybe(z.boolean()),
  phone_number: maybe(z.string()),
  phone_verified: maybe(z.boolean()),
  blocked: maybe(z.boolean()),
  created_at: maybe(z.string()),
  updated_at: maybe(z.string()),
  last_login: maybe(z.string()),
  last_ip: maybe(z.string()),
  last_password_reset: maybe(z.string()),
  logins_count: maybe(z.number()),
  multifactor: maybe(z.array(z.string())),
  identities: z.array(identity),
  user_metadata: maybe(z.record(z.string(), z.unknown())),
  app_metadata: maybe(z.record(z.string(), z.unknown())),
});
export type TenantUser = z.infer<typeof TenantUser>;

/** One page of a search, with its total. */
export const TenantUserPage = z.object({ users: z.array(TenantUser), total: z.number().int() });
