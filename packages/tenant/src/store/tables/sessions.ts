import type { ColumnType, JSONColumnType } from 'kysely';
import type { Json, JsonObject } from '../schema.ts';

type Moment = ColumnType<Date, Date | string>;

/** Where a session or token was begun, and where it was used last, as the Management API shows it. */
export interface Device {
  initial_user_agent: string;
  initial_ip: string;
  initial_asn: string;
  last_user_agent: string;
  last_ip: string;
  last_asn: string;
}

/** A proof that was given during a session: `pwd`, `federated`, `mfa`, … */
export interface AuthenticationMethod {
  name: string;
  timestamp: string;
  /** The factor, when `name` is `mfa`. */
  type?: string;
}

/** What the rule after a sign-in adds: itself, or a path into the user. */
interface RuleClaim {
  name: string;
  value: ColumnType<Json, string, string>;
}

/** Sessions, consents and tokens; see migration 007 for what each table is for. */
export interface SessionTables {
  sessions: {
    id: string;
    cookie_id: string | null;
    user_id: string | null;
    payload: JSONColumnType<JsonObject>;
    created_at: Moment;
    updated_at: Moment;
    authenticated_at: ColumnType<Date | null, Date | string | null>;
    last_interacted_at: Moment;
    idle_expires_at: Moment;
    expires_at: Moment;
    device: JSONColumnType<Device>;
    client_ids: string[];
    methods: ColumnType<AuthenticationMethod[], string, string>;
    session_metadata: ColumnType<JsonObject | null, string | null, string | null>;
  };
  grants: {
    id: string;
    client_id: string;
    user_id: string;
    audience: string | null;
    scope: string[];
  };
  refresh_tokens: {
    id: string;
    token: string | null;
    user_id: string;
    client_id: string;
    session_id: string | null;
    grant_id: string;
    audience: string | null;
    scope: string;
    payload: JSONColumnType<JsonObject>;
    rotating: boolean;
    created_at: Moment;
    last_exchanged_at: ColumnType<Date | null, Date | string | null>;
    idle_expires_at: Moment;
    expires_at: Moment;
    device: JSONColumnType<Device>;
    refresh_token_metadata: ColumnType<JsonObject | null, string | null, string | null>;
  };
  device_keys: {
    id: string;
    user_id: string;
    client_id: string;
    device_name: string;
    device_id: string;
    value: string;
  };
  /** A view: refresh tokens and device keys. */
  device_credentials: {
    id: ColumnType<string, never>;
    type: ColumnType<'public_key' | 'refresh_token' | 'rotating_refresh_token', never>;
    device_name: ColumnType<string, never>;
    device_id: ColumnType<string | null, never>;
    user_id: ColumnType<string, never>;
    client_id: ColumnType<string, never>;
  };
  connected_accounts: {
    id: string;
    user_id: string;
    connection_id: string;
    scopes: string[];
    created_at: Moment;
    expires_at: ColumnType<Date | null, Date | string | null>;
  };
  userinfo_claims: RuleClaim;
  id_token_claims: RuleClaim;
}
