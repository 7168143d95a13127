import { type Connection, connectionKind, SyncMode } from '@rollcall/shared/user/connection.ts';
import { isJsonObject } from '@rollcall/shared/user/merge-patch.ts';
import { z } from 'zod';
import { PasswordOptions, passwordPolicyOf } from './password-policy.ts';

const Attribute = z.object({
  identifier: z.object({ active: z.boolean().nullish() }).nullish(),
  profile_required: z.boolean().nullish(),
  signup: z.object({ status: z.string().nullish() }).nullish(),
});
type Attribute = z.infer<typeof Attribute>;

const length = z.object({ min: z.number().int(), max: z.number().int() });

/** Auth0 takes a missing setting for `on_each_login`; an unknown one locks as well. */
const SyncOptions = z.object({
  set_user_root_attributes: SyncMode.default('on_each_login').catch('on_each_login'),
});

const DatabaseOptions = PasswordOptions.extend({
  enabledDatabaseCustomization: z.boolean().nullish(),
  import_mode: z.boolean().nullish(),
  requires_username: z.boolean().nullish(),
  validation: z.object({ username: length.nullish() }).nullish(),
  attributes: z
    .object({
      email: Attribute.nullish(),
      phone_number: Attribute.nullish(),
      username: Attribute.extend({
        validation: z
          .object({ min_length: z.number().int().nullish(), max_length: z.number().int().nullish() })
          .nullish(),
      }).nullish(),
    })
    .nullish(),
});
type DatabaseOptions = z.infer<typeof DatabaseOptions>;

/**
 * A connection as the Management API gives it; `options` is there with `read:connections_options`
 * only, and what is in it depends on the strategy.
 * Source: Management API GET /api/v2/connections
 */
export const TenantConnection = z.object({
  id: z.string(),
  name: z.string(),
  display_name: z
    .string()
    .optional()
    .catch(() => undefined),
  strategy: z.string(),
  options: z.unknown().optional(),
});
type TenantConnection = z.infer<typeof TenantConnection>;

/** What Rollcall keeps of a connection: none of its keys and secrets. */
export function connectionOf({ id, name, display_name, strategy, options }: TenantConnection): Connection {
  const kind = connectionKind(strategy);
  const hasSync = kind === 'social' || kind === 'enterprise';
  const sync = hasSync ? SyncOptions.safeParse(options) : undefined;
  const database = kind === 'database' ? DatabaseOptions.safeParse(options) : undefined;
  const settings = database?.data;
  return {
    id,
    name,
    ...(display_name === undefined ? {} : { display_name }),
    strategy,
    options_readable: isJsonObject(options) && database?.success !== false,
    set_user_root_attributes: sync?.data?.set_user_root_attributes ?? null,
    custom_database: settings?.enabledDatabaseCustomization === true && settings.import_mode !== true,
    identifiers: identifiersOf(strategy, settings),
    username_length: usernameLengthOf(settings),
    password_policy: settings === undefined ? null : passwordPolicyOf(settings),
  };
}

function identifiersOf(strategy: string, options: DatabaseOptions | undefined): Connection['identifiers'] {
  const none = { email: 'none', phone_number: 'none', username: 'none' } as const;
  if (strategy === 'email') return { ...none, email: 'required' };
  if (strategy === 'sms') return { ...none, phone_number: 'required' };
  if (strategy !== 'auth0') return none;
  const attributes = options?.attributes;
  if (attributes === undefined || attributes === null) {
    return {
      ...none,
      email: 'required',
      username: options?.requires_username === true ? 'required' : 'none',
    };
  }
  return {
    email: identifierOf(attributes.email),
    phone_number: identifierOf(attributes.phone_number),
    username: identifierOf(attributes.username),
  };
}

/** What has to be in a profile that the Management API writes is told by `profile_required`. */
function identifierOf(given: Attribute | null | undefined): Connection['identifiers']['email'] {
  if (given === undefined || given === null) return 'none';
  if (given.profile_required === true) return 'required';
  const isOffered = given.identifier?.active === true || (given.signup?.status ?? 'inactive') !== 'inactive';
  return isOffered ? 'optional' : 'none';
}

/** Source: auth0.com/docs/authenticate/database-connections/require-username (1 to 15 unless configured) */
function usernameLengthOf(options: DatabaseOptions | undefined): Connection['username_length'] {
  const flexible = options?.attributes?.username?.validation;
  const legacy = options?.validation?.username;
  return {
    min: flexible?.min_length ?? legacy?.min ?? 1,
    max: flexible?.max_length ?? legacy?.max ?? 15,
  };
}
