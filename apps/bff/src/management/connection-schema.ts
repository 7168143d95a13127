import { type Connection, connectionKind, SyncMode } from '@rollcall/shared/user/connection.ts';
import { z } from 'zod';
import { PasswordOptions, passwordPolicyOf } from './password-policy.ts';

const attribute = z
  .object({
    identifier: z.object({ active: z.boolean().optional() }).optional(),
    profile_required: z.boolean().optional(),
    signup: z.object({ status: z.string().optional() }).optional(),
  })
  .optional();
type Attribute = z.infer<typeof attribute>;

const length = z.object({ min: z.number().int(), max: z.number().int() });

const Options = PasswordOptions.extend({
  set_user_root_attributes: SyncMode.optional().catch('on_each_login'),
  enabledDatabaseCustomization: z.boolean().optional(),
  import_mode: z.boolean().optional(),
  requires_username: z.boolean().optional(),
  validation: z.object({ username: length.nullish() }).nullish(),
  attributes: z
    .object({
      email: attribute,
      phone_number: attribute,
      username: z
        .object({
          ...attribute.unwrap().shape,
          validation: z
            .object({ min_length: z.number().int().optional(), max_length: z.number().int().optional() })
            .optional(),
        })
        .optional(),
    })
    .optional(),
});
type Options = z.infer<typeof Options>;

/**
 * A connection as the Management API gives it; `options` is there with `read:connections_options` only.
 * Source: Management API GET /api/v2/connections
 */
export const TenantConnection = z.object({
  id: z.string(),
  name: z.string(),
  display_name: z.string().nullish(),
  strategy: z.string(),
  options: Options.optional(),
});
type TenantConnection = z.infer<typeof TenantConnection>;

/** What Rollcall keeps of a connection: none of its keys and secrets. */
export function connectionOf(upstream: TenantConnection): Connection {
  const { id, name, display_name: displayName, strategy } = upstream;
  const kind = connectionKind(strategy);
  const options = upstream.options ?? {};
  const isDatabase = kind === 'database';
  const hasSync = kind === 'social' || kind === 'enterprise';
  const isReadable = upstream.options !== undefined;
  return {
    id,
    name,
    ...(displayName === undefined || displayName === null ? {} : { display_name: displayName }),
    strategy,
    options_readable: isReadable,
    // Auth0 takes a missing setting for `on_each_login`.
    set_user_root_attributes:
      hasSync && isReadable ? (options.set_user_root_attributes ?? 'on_each_login') : null,
    custom_database:
      isDatabase && options.enabledDatabaseCustomization === true && options.import_mode !== true,
    identifiers: identifiersOf(strategy, options),
    username_length: usernameLengthOf(options),
    password_policy: isDatabase && isReadable ? passwordPolicyOf(options) : null,
  };
}

function identifiersOf(strategy: string, options: Options): Connection['identifiers'] {
  const none = { email: 'none', phone_number: 'none', username: 'none' } as const;
  if (strategy === 'email') return { ...none, email: 'required' };
  if (strategy === 'sms') return { ...none, phone_number: 'required' };
  if (strategy !== 'auth0') return none;
  const { attributes } = options;
  if (attributes === undefined) {
    return { ...none, email: 'required', username: options.requires_username === true ? 'required' : 'none' };
  }
  return {
    email: identifierOf(attributes.email),
    phone_number: identifierOf(attributes.phone_number),
    username: identifierOf(attributes.username),
  };
}

/** What has to be in a profile that the Management API writes is told by `profile_required`. */
function identifierOf(given: Attribute): Connection['identifiers']['email'] {
  if (given === undefined) return 'none';
  if (given.profile_required === true) return 'required';
  const isOffered = given.identifier?.active === true || (given.signup?.status ?? 'inactive') !== 'inactive';
  return isOffered ? 'optional' : 'none';
}

/** Source: auth0.com/docs/authenticate/database-connections/require-username (1 to 15 unless configured) */
function usernameLengthOf(options: Options): Connection['username_length'] {
  const flexible = options.attributes?.username?.validation;
  const legacy = options.validation?.username;
  return {
    min: flexible?.min_length ?? legacy?.min ?? 1,
    max: flexible?.max_length ?? legacy?.max ?? 15,
  };
}
