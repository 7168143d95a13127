import type { ColumnType, JSONColumnType } from 'kysely';
import type { JsonObject } from '../schema.ts';

/** What `authentication_methods.type` can be. */
export type AuthenticationMethodType =
  | 'recovery-code'
  | 'totp'
  | 'push'
  | 'phone'
  | 'email'
  | 'webauthn-roaming'
  | 'webauthn-platform'
  | 'passkey';

type Moment = ColumnType<Date, Date | string>;

/** See migration 006-factors. */
export interface FactorTables {
  authentication_methods: {
    id: string;
    user_id: string;
    type: AuthenticationMethodType;
    confirmed: boolean;
    name: string | null;
    details: JSONColumnType<JsonObject>;
    secret: string | null;
    last_step: ColumnType<number | null, number | null | undefined>;
    created_at: Moment;
    last_auth_at: ColumnType<Date | null, Date | string | null | undefined>;
  };
  enrollment_tickets: {
    id: string;
    user_id: string;
    secret: string;
    allow_multiple: boolean;
    expires_at: Moment;
    used_at: ColumnType<Date | null, Date | null | undefined>;
  };
  remembered_browsers: { user_id: string; id: string; expires_at: Moment };
}
