import type { ColumnType, Generated, JSONColumnType } from 'kysely';

/** What an API says about its tokens, as the Management API shows it; nothing in here is secret. */
export interface ResourceServerSettings {
  signing_alg: 'HS256' | 'RS256' | 'PS256';
  allow_offline_access: boolean;
  skip_consent_for_verifiable_first_party_clients: boolean;
  token_lifetime: number;
  token_lifetime_for_web: number;
  /** Whether access tokens are limited to what the user's roles and permissions allow. */
  enforce_policies?: boolean;
  /** `access_token_authz` puts the user's permissions into access tokens. */
  token_dialect?: 'access_token' | 'access_token_authz';
}

type Moment = ColumnType<Date, Date | string>;

/** Roles, permissions, APIs and groups; see migration 004 for what each table is for. */
export interface AccessTables {
  resource_servers: {
    id: string;
    identifier: string;
    name: string;
    is_system: Generated<boolean>;
    settings: JSONColumnType<ResourceServerSettings>;
  };
  permissions: {
    resource_server_id: string;
    name: string;
    description: string;
    position: number;
  };
  roles: { id: string; name: string; description: string };
  role_permissions: { role_id: string; resource_server_id: string; permission_name: string };
  user_roles: { user_id: string; role_id: string };
  user_permissions: { user_id: string; resource_server_id: string; permission_name: string };
  groups: {
    id: string;
    name: string;
    external_id: string | null;
    connection_id: string | null;
    created_at: Moment;
    updated_at: Moment;
  };
  group_members: { group_id: string; user_id: string; created_at: Moment };
  group_roles: { group_id: string; role_id: string };
}
