import type { Migration } from '@rollcall/database/migrate.ts';

/** What the rule after a sign-in adds to ID tokens, beside what it adds to /userinfo. */
export const RULE_CLAIMS: Migration = {
  name: '012-rule-claims',
  statements: ['create table id_token_claims (name text primary key, value jsonb not null)'],
};
