import { z } from 'zod';
import { credentialsRows } from '../contract/credentials.ts';
import { mfaRows } from '../contract/mfa.ts';
import { OrganizationId, organizationsRows } from '../contract/organizations.ts';
import { profileRows } from '../contract/profile.ts';
import { RoleIds, rolesRows } from '../contract/roles.ts';
import type { FieldRule, Row } from '../contract/row.ts';
import { schedulesRows } from '../contract/schedules.ts';
import { sessionsRows } from '../contract/sessions.ts';
import { metadataPatch } from '../user/metadata.ts';

const asked = z.literal(true);

/** What can be done to many users: each key is an act, with what it takes to say it. */
const bulkActs = {
  block: asked,
  block_until: schedulesRows.blockUserUntil.body,
  unblock: asked,
  delete: asked,
  delete_later: schedulesRows.deleteUserLater.body,
  assign_roles: z.strictObject({ roles: RoleIds.min(1, 'Choose a role.') }),
  remove_roles: z.strictObject({ roles: RoleIds.min(1, 'Choose a role.') }),
  add_to_organization: organizationsRows.addUserToOrganization.body,
  remove_from_organization: z.strictObject({ organization_id: OrganizationId }),
  user_metadata: metadataPatch('user_metadata'),
  app_metadata: metadataPatch('app_metadata'),
  verify_email: asked,
  send_verification_email: asked,
  send_password_email: asked,
  create_password_tickets: credentialsRows.createPasswordTicket.body,
  revoke_access: asked,
  reset_mfa: asked,
} as const;

export type BulkActName = keyof typeof bulkActs;

/** All acts, in the order in which they are offered. */
export const bulkActNames = Object.keys(bulkActs).filter((name): name is BulkActName => name in bulkActs);

/** The two that can be done together, for they are one change. */
const together: ReadonlySet<string> = new Set(['user_metadata', 'app_metadata']);

const Acts = z.strictObject(bulkActs).partial();
/** Every act as a key that may be absent. */
export const bulkActShape = Acts.shape;

/** Whether exactly one act is named. */
export function isOneAct(body: Readonly<Record<string, unknown>>): boolean {
  const named = bulkActNames.filter((name) => body[name] !== undefined);
  return named.length === 1 || (named.length > 1 && named.every((name) => together.has(name)));
}

export const oneActSentence = 'Name one act.';

/** One act, as it is kept and told. */
export const BulkAct = Acts.refine(isOneAct, oneActSentence);
export type BulkAct = z.infer<typeof BulkAct>;

/** What an act is, whoever it is done to. */
interface ActKind {
  /** The row that would do it to one user. */
  row: Row;
  title: string;
  /** What has happened to a user to whom it was done. */
  done: string;
  /**
   * Whether it can be done again where nobody knows if it was done: afterwards it is the same. An e-mail or
   * a ticket would be a second one.
   */
  isRepeatable: boolean;
  isUndoable: boolean;
  /** Whether it takes something away that does not come back by itself. */
  isGrave: boolean;
}

const stateOf = { isRepeatable: true, isUndoable: true, isGrave: false } as const;
const message = { isRepeatable: false, isUndoable: false, isGrave: false } as const;

/** Every act: the row it stands for, and what there is to say about it. */
export const bulkActKinds: Readonly<Record<BulkActName, ActKind>> = {
  block: { ...stateOf, row: profileRows.blockUser, title: 'Block users', done: 'blocked', isGrave: true },
  block_until: {
    ...stateOf,
    row: schedulesRows.blockUserUntil,
    title: 'Block users for a time',
    done: 'blocked for a time',
    isGrave: true,
  },
  unblock: { ...stateOf, row: profileRows.unblockUser, title: 'Unblock users', done: 'unblocked' },
  delete: {
    row: profileRows.deleteUser,
    title: 'Delete users',
    done: 'deleted',
    isRepeatable: true,
    isUndoable: false,
    isGrave: true,
  },
  delete_later: {
    ...stateOf,
    row: schedulesRows.deleteUserLater,
    title: 'Delete users later',
    done: 'blocked, to be deleted later',
    isGrave: true,
  },
  assign_roles: {
    ...stateOf,
    row: rolesRows.assignUserRoles,
    title: 'Assign roles',
    done: 'given the roles',
  },
  remove_roles: {
    ...stateOf,
    row: rolesRows.removeUserRole,
    title: 'Remove roles',
    done: 'without the roles',
  },
  add_to_organization: {
    ...stateOf,
    row: organizationsRows.addUserToOrganization,
    title: 'Add to an organization',
    done: 'added to the organization',
  },
  // The roles that a member had there go with the membership, so it cannot simply be given back.
  remove_from_organization: {
    row: organizationsRows.removeUserFromOrganization,
    title: 'Remove from an organization',
    done: 'removed from the organization',
    isRepeatable: true,
    isUndoable: false,
    isGrave: true,
  },
  user_metadata: { ...stateOf, row: profileRows.updateUser, title: 'Change metadata', done: 'changed' },
  app_metadata: { ...stateOf, row: profileRows.updateUser, title: 'Change metadata', done: 'changed' },
  verify_email: {
    ...stateOf,
    row: profileRows.updateUser,
    title: 'Mark e-mail addresses as verified',
    done: 'marked as verified',
  },
  send_verification_email: {
    ...message,
    row: credentialsRows.sendVerificationEmail,
    title: 'Send verification e-mails',
    done: 'sent a verification e-mail',
  },
  send_password_email: {
    ...message,
    row: credentialsRows.sendPasswordEmail,
    title: 'Send password e-mails',
    done: 'sent a password e-mail',
  },
  create_password_tickets: {
    ...message,
    row: credentialsRows.createPasswordTicket,
    title: 'Create password reset tickets',
    done: 'given a ticket',
  },
  revoke_access: {
    row: sessionsRows.revokeUserAccess,
    title: 'Sign users out everywhere',
    done: 'signed out everywhere',
    isRepeatable: true,
    isUndoable: false,
    isGrave: true,
  },
  reset_mfa: {
    row: mfaRows.removeAuthenticationMethods,
    title: 'Reset MFA of users',
    done: 'without factors',
    isRepeatable: true,
    isUndoable: false,
    isGrave: true,
  },
};

/** The first of the acts that are named; of a change of both kinds of metadata that of `user_metadata`. */
export function nameOfAct(act: BulkAct): BulkActName {
  const name = bulkActNames.find((each) => act[each] !== undefined);
  if (name === undefined) throw new Error('No act is named.');
  return name;
}

/** What each act needs beyond `bulk:run`: what its row needs, and of a change its attribute. */
export const bulkFieldRules: Readonly<Record<BulkActName, FieldRule>> = {
  ...mapActs(({ row }) => ruleOf(row)),
  user_metadata: profileRows.updateUser.fields.user_metadata,
  app_metadata: profileRows.updateUser.fields.app_metadata,
  verify_email: profileRows.updateUser.fields.email_verified,
};

function ruleOf({ permission, scopes }: Row): FieldRule {
  if (permission === undefined) throw new Error('A row without a permission is no act on users.');
  return { permission, scopes };
}

function mapActs<Value>(valueOf: (kind: ActKind) => Value): Record<BulkActName, Value> {
  const entries = bulkActNames.map((name) => [name, valueOf(bulkActKinds[name])] as const);
  return Object.assign({}, ...entries.map(([name, value]) => ({ [name]: value })));
}

/** One call of a row for one user. */
export interface BulkCall {
  row: Row;
  params: Readonly<Record<string, string>>;
  body?: Readonly<Record<string, unknown>>;
}

/** The calls of rows that an act on one user amounts to, in their order. */
export function callsOfAct(act: BulkAct, userId: string): BulkCall[] {
  const name = nameOfAct(act);
  const { row } = bulkActKinds[name];
  const params = { userId };
  switch (name) {
    case 'user_metadata':
    case 'app_metadata': {
      const { user_metadata, app_metadata } = act;
      const body = { ...(user_metadata && { user_metadata }), ...(app_metadata && { app_metadata }) };
      return [{ row, params, body }];
    }
    case 'verify_email':
      return [{ row, params, body: { email_verified: true } }];
    case 'remove_roles':
      return (act.remove_roles?.roles ?? []).map((tenantRoleId) => ({
        row,
        params: { userId, tenantRoleId },
      }));
    case 'remove_from_organization': {
      const organizationId = act.remove_from_organization?.organization_id ?? '';
      return [{ row, params: { userId, organizationId } }];
    }
    default: {
      const body = act[name];
      return [typeof body === 'object' ? { row, params, body } : { row, params }];
    }
  }
}
