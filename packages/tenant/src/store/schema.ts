import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { AccessTables } from './tables/access.ts';
import type { AccountTables } from './tables/accounts.ts';
import type { FactorTables } from './tables/factors.ts';
import type { JobTables } from './tables/jobs.ts';
import type { OrganizationTables } from './tables/organizations.ts';
import type { Message } from './messages.ts';
import type { ProtectionTables } from './tables/protection.ts';
import type { SearchTables } from './tables/search.ts';
import type { SessionTables } from './tables/sessions.ts';

/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** One entry of `identities`, as the Management API shows it. */
export interface Identity {
  connection: string;
  provider: string;
  user_id: string;
  isSocial: boolean;
  /** What the provider last sent; only secondary identities carry it. */
  profileData?: JsonObject;
}

/** A user as the Management API shows it; nothing in here is secret. Moments are ISO 8601 in UTC. */
export interface UserProfile {
  user_id: string;
  identities: readonly Identity[];
  created_at: string;
  updated_at: string;
  email?: string;
  email_verified?: boolean;
  username?: string;
  phone_number?: string;
  phone_verified?: boolean;
  name?: string;
  nickname?: string;
  given_name?: string;
  family_name?: string;
  picture?: string;
  user_metadata?: JsonObject;
  app_metadata?: JsonObject;
  blocked?: boolean;
  last_login?: string;
  last_ip?: string;
  logins_count?: number;
  last_password_reset?: string;
}

/** A source of users. `options` is kept apart: reading it needs a scope of its own. */
export interface ConnectionRecord {
  id: string;
  name: string;
  strategy: string;
  options: JsonObject;
  settings: ConnectionSettings;
}

export interface ConnectionSettings {
  display_name?: string;
  enabled_clients: readonly string[];
  is_domain_connection: boolean;
  show_as_button?: boolean;
  realms: readonly string[];
  metadata?: JsonObject;
  /** Whether people sign in with it. */
  authentication?: { active: boolean };
  connected_accounts?: { active: boolean; cross_app_access?: boolean };
  cross_app_access_requesting_app?: { active: boolean };
}

export interface LogEventTable {
  log_id: string;
  date: ColumnType<Date, Date | string>;
  type: string;
  user_id: string | null;
  event: JSONColumnType<JsonObject>;
}

export interface MessageTable {
  id: Generated<number>;
  sent_at: Generated<Date>;
  kind: Message['kind'];
  recipient: string;
  subject: string;
  body: string;
  link: string | null;
  user_id: string | null;
}

/** The tables; see `migrations/` for what each is for. */
export interface Schema
  extends
    AccessTables,
    AccountTables,
    OrganizationTables,
    FactorTables,
    ProtectionTables,
    SessionTables,
    JobTables,
    SearchTables {
  log_events: LogEventTable;
  messages: MessageTable;
  users: { user_id: string; profile: JSONColumnType<UserProfile> };
  identities: {
    provider: string;
    id: string;
    connection: string;
    user_id: string;
    email: string | null;
    email_owner: ColumnType<string, string | undefined, string>;
    username: string | null;
    phone_number: string | null;
    password_hash: string | null;
    password_history: ColumnType<string[], string[] | undefined, string[]>;
  };
  connections: {
    id: string;
    name: string;
    strategy: string;
    options: JSONColumnType<JsonObject>;
    settings: JSONColumnType<ConnectionSettings>;
  };
  clients: {
    client_id: string;
    client_secret: string;
    name: string;
    kind: 'web' | 'm2m';
    scopes: string[];
    settings: ColumnType<JsonObject, string | undefined, string | undefined>;
  };
  secrets: { name: string; value: JSONColumnType<JsonObject> };
  oidc_records: {
    model: string;
    id: string;
    payload: JSONColumnType<JsonObject>;
    uid: string | null;
    grant_id: string | null;
    account_id: string | null;
    expires_at: Date | string | null;
  };
  provider_people: {
    connection: string;
    id: string;
    profile: JSONColumnType<JsonObject>;
  };
}
