import { z } from 'zod';
import { PasswordPolicy } from './password-policy.ts';

/** When a connection overwrites the root attributes. Source: Management API, `options.set_user_root_attributes`. */
export const SyncMode = z.enum(['on_each_login', 'on_first_login', 'never_on_login']);
export type SyncMode = z.infer<typeof SyncMode>;

const Identifier = z.enum(['none', 'optional', 'required']);

/** A connection as it leaves the BFF: what a person needs to know of it, and none of its secrets. */
export const Connection = z.object({
  id: z.string(),
  name: z.string(),
  display_name: z.string().optional(),
  strategy: z.string(),
  /** False where the M2M token lacks `read:connections_options`: what `options` decides is then unknown. */
  options_readable: z.boolean(),
  /** `null` where the strategy has no such setting. */
  set_user_root_attributes: SyncMode.nullable(),
  /** The users live in the customer's own database, and are not imported into Auth0's. */
  custom_database: z.boolean(),
  /** What a user of this connection can sign in with. */
  identifiers: z.object({ email: Identifier, phone_number: Identifier, username: Identifier }),
  username_length: z.object({ min: z.number().int(), max: z.number().int() }),
  /** `null` where the connection keeps no passwords. */
  password_policy: PasswordPolicy.nullable(),
});
export type Connection = z.infer<typeof Connection>;

/** What kind of source of users a strategy is. */
export type ConnectionKind = 'database' | 'passwordless' | 'enterprise' | 'social';

const enterpriseStrategies = new Set([
  'ad',
  'adfs',
  'auth0-adldap',
  'google-apps',
  'ip',
  'office365',
  'oidc',
  'okta',
  'pingfederate',
  'samlp',
  'sharepoint',
  'waad',
]);

/** The kind of a strategy; what is in no list is social, which is the locked side. */
export function connectionKind(strategy: string): ConnectionKind {
  if (strategy === 'auth0') return 'database';
  if (strategy === 'email' || strategy === 'sms') return 'passwordless';
  return enterpriseStrategies.has(strategy) ? 'enterprise' : 'social';
}

/** Whether users can be created in it through the Management API. */
export function canCreateUsers(connection: Connection): boolean {
  const kind = connectionKind(connection.strategy);
  return kind === 'database' || kind === 'passwordless';
}
