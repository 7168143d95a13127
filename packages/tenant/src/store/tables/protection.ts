import type { ColumnType, JSONColumnType } from 'kysely';
import type { JsonObject } from '../schema.ts';

type Moment = ColumnType<Date, Date | string, Date | string>;

/** The tables of migration 008; see there what each is for. */
export interface ProtectionTables {
  failed_sign_ins: {
    connection: string;
    identifier: string;
    ip: string;
    user_id: string | null;
    failures: number;
    last_failure: Moment;
  };
  suspicious_attempts: { ip: string; identifier: string; attempted_at: Moment };
  tickets: {
    id: string;
    kind: 'password-change' | 'email-verification';
    user_id: string;
    provider: string;
    identity_id: string;
    options: JSONColumnType<JsonObject>;
    expires_at: Moment;
    used_at: ColumnType<Date | null, Date | null, Date | null>;
  };
  one_time_codes: {
    interaction: string;
    purpose: 'passwordless' | 'mfa';
    recipient: string;
    hash: string;
    tries_left: number;
    expires_at: Moment;
  };
  pending_sign_ins: {
    interaction: string;
    user_id: string;
    connection: string;
    tries_left: number;
    passed: ColumnType<boolean, boolean | undefined>;
    expires_at: Moment;
  };
}
