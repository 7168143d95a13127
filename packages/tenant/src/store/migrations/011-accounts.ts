import type { Migration } from '@rollcall/database/migrate.ts';

/** Accounts that share an e-mail address, and what identity providers hand out for theirs. */
export const ACCOUNTS: Migration = {
  name: '011-accounts',
  statements: [
    // Empty where an e-mail address is unique in its connection, else the identity's own id. One index
    // keeps the first apart, lets the second be, and finds both.
    `alter table identities add column email_owner text not null default ''`,
    `drop index identities_email`,
    `create unique index identities_email on identities (connection, email, email_owner)
      where provider in ('auth0', 'email')`,
    // Shown with a scope of its own only, so it is not in the user's JSON.
    `create table provider_tokens (
      provider text not null,
      id text collate "C" not null,
      access_token text not null,
      refresh_token text,
      primary key (provider, id),
      foreign key (provider, id) references identities (provider, id) on delete cascade
    )`,
  ],
};
