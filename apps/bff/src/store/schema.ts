import type { ColumnType, Generated, Kysely } from 'kysely';

/** The tables; `migrations.ts` creates them. */
export interface Tables {
  sessions: SessionsTable;
  sign_in_transactions: SignInTransactionsTable;
  team_members: TeamMembersTable;
}

export type Store = Kysely<Tables>;

interface SessionsTable {
  /** SHA-256 of the session id: what is in the table opens nothing. */
  key: string;
  member_id: string;
  /** The hint that ends the session at the tenant too; nothing else of its tokens is kept. */
  id_token: string | null;
  created_at: Generated<Date>;
  last_seen_at: Generated<Date>;
  revoked_at: Date | null;
}

interface SignInTransactionsTable {
  /** SHA-256 of the transaction cookie. */
  key: string;
  state: string;
  nonce: string;
  code_verifier: string;
  return_to: string;
  created_at: Generated<Date>;
}

interface TeamMembersTable {
  id: Generated<string>;
  /** `issuer` and `subject` are who this is, once they are known; an invitation has neither. */
  issuer: string | null;
  subject: string | null;
  /** The address, in lower case, whose first verified sign-in takes the invitation. */
  invited_email: string | null;
  email: string | null;
  name: string | null;
  picture: string | null;
  /** An array of grants; what does not parse covers nobody. */
  grants: ColumnType<unknown, string, string>;
}
