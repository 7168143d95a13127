import type { ItemState, OperationKind, OperationState } from '@rollcall/shared/contract/operation-states.ts';
import type { ColumnType, Generated, Kysely } from 'kysely';

/** The tables; `migrations.ts` creates them. */
export interface Tables {
  sessions: SessionsTable;
  sign_in_transactions: SignInTransactionsTable;
  team_members: TeamMembersTable;
  team_roles: TeamRolesTable;
  settings: SettingsTable;
  audit_entries: AuditEntriesTable;
  webhooks: WebhooksTable;
  webhook_deliveries: WebhookDeliveriesTable;
  webhook_cursor: WebhookCursorTable;
  user_notes: UserNotesTable;
  scheduled_acts: ScheduledActsTable;
  walks: WalksTable;
  walk_hits: WalkHitsTable;
  walk_members: WalkMembersTable;
  saved_views: SavedViewsTable;
  default_views: DefaultViewsTable;
  recent_writes: RecentWritesTable;
  export_files: ExportFilesTable;
  export_chunks: ExportChunksTable;
  operations: OperationsTable;
  operation_items: OperationItemsTable;
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
  /** What others may know the session by. */
  id: Generated<string>;
  ip: string | null;
  user_agent: string | null;
  /** When the person last confirmed who they are; the sign-in itself counts. */
  stepped_up_at: Date | null;
  /** The team member whose eyes this session sees with. */
  viewing_as: string | null;
}

interface SignInTransactionsTable {
  /** SHA-256 of the transaction cookie. */
  key: string;
  state: string;
  nonce: string;
  code_verifier: string;
  return_to: string;
  created_at: Generated<Date>;
  /** The key of the session whose person is to confirm who they are; `null` for a sign-in. */
  step_up_of: string | null;
}

interface TeamRolesTable {
  id: string;
  title: string;
  /** An array of permissions. */
  permissions: ColumnType<unknown, string, string>;
  created_at: Generated<Date>;
}

interface SettingsTable {
  name: string;
  value: ColumnType<unknown, string, string>;
}

interface AuditEntriesTable {
  /** Without gaps: a number that is missing was taken away. The drivers of the two databases differ in its type. */
  seq: ColumnType<number | string, number, number>;
  kind: 'begun' | 'ended' | 'noted';
  /** The `seq` of the entry that the act began with. */
  event: ColumnType<number | string, number, number>;
  at: Date | string;
  action: string;
  outcome: string | null;
  actor_id: string | null;
  actor_name: string | null;
  target_id: string | null;
  target_name: string | null;
  request_id: string;
  /** The whole entry as JSON; this is what the hash is over. The other columns repeat it for searches. */
  content: string;
  previous: string;
  hash: string;
}

interface WebhooksTable {
  id: string;
  url: string;
  description: string;
  /** An array of audit actions; empty for all. */
  actions: ColumnType<unknown, string, string>;
  enabled: boolean;
  /** The secret of its signatures, sealed with a key that is not in the database. */
  sealed_secret: string;
  /** The `seq` of the last audit entry before it was made: it is told of what comes later. */
  since: ColumnType<number | string, number, never>;
  created_at: ColumnType<Date, Date, never>;
}

interface WebhookDeliveriesTable {
  id: Generated<string>;
  webhook_id: string;
  event_id: ColumnType<number | string, number, never>;
  action: string;
  /** What is sent, byte for byte. */
  body: string;
  state: 'waiting' | 'delivered' | 'given_up';
  tries: number;
  created_at: Date;
  last_tried_at: Date | null;
  /** When it is due. During a try it is when another process may take it for abandoned. */
  next_try_at: Date | null;
  status: number | null;
  error: string | null;
}

interface WebhookCursorTable {
  /** The `seq` of the last audit entry that deliveries were made of. */
  seq: ColumnType<number | string, number, number>;
}

interface UserNotesTable {
  id: Generated<string>;
  /** The tenant's id of whom it is about. */
  user_id: string;
  text: string;
  /** The team member who wrote it, who may be in the team no more. */
  author_id: string;
  author_name: string;
  created_at: Generated<Date>;
  edited_at: Date | null;
}

interface ScheduledActsTable {
  id: Generated<string>;
  kind: 'unblock' | 'delete';
  /** The tenant's id of whom it is done to. */
  user_id: string;
  user_name: string | null;
  /** Who asked for it, who may be in the team no more when it is due. */
  member_id: string;
  member_name: string;
  reason: string | null;
  state: Generated<'pending' | 'running' | 'done' | 'failed' | 'cancelled'>;
  due_at: Date;
  tries: Generated<number>;
  /** When it is tried. During a try it is when another process may take it for abandoned. */
  next_try_at: Date | null;
  detail: string | null;
  /** What is kept of a user who is to be deleted. */
  snapshot: ColumnType<unknown, string | null, string | null>;
  created_at: Generated<Date>;
  ended_at: Date | null;
}

interface WalksTable {
  id: Generated<string>;
  /** Who started it, and whose grants count: another one's, where they see Rollcall as somebody else does. */
  owner_id: string;
  member_id: string;
  /** A hash of the grants that it began with. */
  rights: string;
  q: string;
  sort: string;
  role: string | null;
  organization: string | null;
  mfa: 'none' | null;
  state: Generated<'running' | 'done' | 'failed' | 'cancelled'>;
  /** Where it is; `null` at its end. */
  position: ColumnType<unknown, string, string | null>;
  /** Users who were created later are not looked for. */
  until: Date;
  found: Generated<number>;
  expected: number | null;
  calls: Generated<number>;
  expected_calls: number | null;
  /** How often a process has taken it, so that none writes that has lost it. */
  turn: Generated<number>;
  /** Until when the process that took it is thought to live. */
  leased_until: Date | null;
  failure: ColumnType<unknown, string | null, string | null>;
  created_at: Generated<Date>;
  ended_at: Date | null;
  expires_at: Date;
  /** Whether something goes on with what it finds, so that it is kept whatever its owner starts next. */
  is_held: Generated<boolean>;
}

interface ExportFilesTable {
  operation_id: string;
  /** Names these bytes: another file has another one. */
  version: Generated<string>;
  name: string;
  type: string;
  /** As far as it is written. */
  size: ColumnType<number | string, number | undefined, number>;
  chunks: Generated<number>;
  rows: Generated<number>;
  /** Until when it can be taken; `null` while it is not whole. */
  expires_at: Date | null;
}

interface ExportChunksTable {
  operation_id: string;
  seq: number;
  /** The place of its first byte in the file. */
  start: ColumnType<number | string, number, never>;
  /** Packed and sealed. */
  bytes: Uint8Array;
}

interface WalkHitsTable {
  walk_id: string;
  user_id: string;
  /** What it is put in order by, written so that texts compare as the values do. */
  sort_value: string | null;
}

interface WalkMembersTable {
  walk_id: string;
  /** What the user belongs to. */
  filter: 'role' | 'organization';
  user_id: string;
}

interface SavedViewsTable {
  id: Generated<string>;
  /** Who made it; `null` when they are in the team no more. */
  owner_id: string | null;
  /** The same person where nobody else has it, `null` where it is shared. */
  private_to: string | null;
  name: string;
  /** A `ListState`. */
  state: ColumnType<unknown, string, string>;
  created_at: Generated<Date>;
}

interface DefaultViewsTable {
  member_id: string;
  view_id: string;
}

interface RecentWritesTable {
  member_id: string;
  /** The tenant's id of whom they wrote to. */
  user_id: string;
  kind: 'changed' | 'created' | 'deleted';
  at: Generated<Date>;
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
  source: Generated<'team' | 'configuration' | 'claim'>;
  disabled_at: Date | null;
  invited_at: Generated<Date>;
  last_seen_at: Date | null;
}

/** Bulk acts, imports and exports: what is done in the background, in somebody's name. */
interface OperationsTable {
  id: Generated<string>;
  kind: OperationKind;
  state: OperationState;
  /** In whose name it is done. */
  member_id: string;
  member_name: string;
  /** A hash of the grants that it began with. */
  rights: string;
  reason: string | null;
  /** What is to be done, as its kind understands it. */
  params: ColumnType<unknown, string, string>;
  /** How far it is, as its kind understands it. */
  progress: ColumnType<unknown, string | null, string | null>;
  approver_id: string | null;
  approver_name: string | null;
  /** When it is to begin, where not at once. */
  run_at: Date | null;
  /** How often a process has taken it, so that none writes that has lost it. */
  turn: Generated<number>;
  /** Until when the process that took it is thought to live. */
  leased_until: Date | null;
  /** Tries in a row that came to nothing. */
  tries: Generated<number>;
  /** When there is something to do next; `null` while it waits for a person. */
  next_try_at: Date | null;
  failure: ColumnType<unknown, string | null, string | null>;
  created_at: Generated<Date>;
  started_at: Date | null;
  ended_at: Date | null;
  expires_at: Date;
}

/** What an operation does to one user, or with one row of a file. */
interface OperationItemsTable {
  operation_id: string;
  seq: number;
  /** `null` where it is not known yet, or there is no such user. */
  user_id: string | null;
  state: Generated<ItemState>;
  /** Of the operation's turns the one in which it was sent. */
  turn: Generated<number>;
  sent_at: Date | null;
  tries: Generated<number>;
  /** Before this it is not looked at again. */
  next_try_at: Date | null;
  /** Why it was refused, has failed or is not known. */
  code: string | null;
  detail: string | null;
  input: ColumnType<unknown, string | null, string | null>;
  /** What nobody is to read in the database. */
  sealed: string | null;
  /** The events of the audit trail that tell of it. */
  event_ids: ColumnType<unknown, string | null, string | null>;
}
