import type { Migration } from '@rollcall/database/migrate.ts';
import { USERS } from './migrations/001-users.ts';
import { SIGN_IN } from './migrations/002-sign-in.ts';
import { LOG_EVENTS } from './migrations/003-log-events.ts';
import { ACCESS } from './migrations/004-access.ts';
import { ORGANIZATIONS } from './migrations/005-organizations.ts';
import { FACTORS } from './migrations/006-factors.ts';
import { SESSIONS } from './migrations/007-sessions.ts';
import { SIGN_IN_PROTECTION } from './migrations/008-sign-in-protection.ts';
import { JOBS } from './migrations/009-jobs.ts';
import { SEARCH } from './migrations/010-search.ts';
import { ACCOUNTS } from './migrations/011-accounts.ts';
import { RULE_CLAIMS } from './migrations/012-rule-claims.ts';

/**
 * Texts compare by code point (collation "C"), as the search language does, whatever the server's
 * own locale is; a plain index then also serves prefixes.
 */
export const MIGRATIONS: readonly Migration[] = [
  USERS,
  SIGN_IN,
  LOG_EVENTS,
  ACCESS,
  ORGANIZATIONS,
  FACTORS,
  SESSIONS,
  SIGN_IN_PROTECTION,
  JOBS,
  SEARCH,
  ACCOUNTS,
  RULE_CLAIMS,
];
