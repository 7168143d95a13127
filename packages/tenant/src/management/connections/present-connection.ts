import type { ConnectionRecord } from '../../store/schema.ts';
import { project } from '../fields.ts';

/** What `fields` may name. */
export const CONNECTION_FIELDS: readonly string[] = [
  'id',
  'name',
  'strategy',
  'display_name',
  'options',
  'enabled_clients',
  'realms',
  'is_domain_connection',
  'show_as_button',
  'metadata',
  'authentication',
  'connected_accounts',
  'cross_app_access_requesting_app',
];

/**
 * A connection as the Management API shows it, with its options to those who may read them.
 * @see https://auth0.com/docs/api/management/v2/connections/get-connections-by-id
 */
export function presentConnection(
  { options, settings, ...connection }: ConnectionRecord,
  scopes: ReadonlySet<string>,
): object {
  return { ...connection, ...settings, ...(scopes.has('read:connections_options') ? { options } : {}) };
}

/** Lists have lost `enabled_clients`: only a connection read alone still shows them. */
export function presentListed(connection: ConnectionRecord, scopes: ReadonlySet<string>): object {
  return project(presentConnection(connection, scopes), { fields: ['enabled_clients'], include: false });
}
