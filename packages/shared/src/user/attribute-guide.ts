import { decide, type Means } from '../access/decision.ts';
import type { ScopeNeed } from '../access/m2m-scopes.ts';
import { isMasked } from '../access/mask.ts';
import type { Permission } from '../access/permissions.ts';
import { credentialsRows } from '../contract/credentials.ts';
import { profileRows } from '../contract/profile.ts';
import type { Row } from '../contract/row.ts';
import { type Connection, connectionKind } from './connection.ts';
import { type Editability, editability, profileAttributes } from './editability.ts';
import { rootAttributes } from './lock.ts';
import type { UserDetail } from './user.ts';

/** Where the value of an attribute comes from. */
export type Origin = 'identity provider' | 'connection' | 'Rollcall' | 'Auth0';

/** A permission or scope that an attribute needs, and whether it is there; of several scopes any one will do. */
export interface Need {
  name: string;
  given: boolean;
}

/** All that there is to know about changing one attribute of one user. */
export interface AttributeRule {
  attribute: string;
  /** False where a grant hides it. */
  viewable: boolean;
  editable: Editability | { editable: false; cause: 'recorded'; reason: string };
  origin: Origin;
  /** The origin in a sentence. */
  source: string;
  permission: Need | undefined;
  scopes: Need[];
}

/** What Auth0 writes down by itself. Source: auth0.com/docs/manage-users/user-accounts/user-profiles/user-profile-structure */
const recorded = [
  'user_id',
  'identities',
  'created_at',
  'updated_at',
  'last_login',
  'last_ip',
  'logins_count',
  'last_password_reset',
  'multifactor',
] as const;

/** What is written whole, by acts of its own or as metadata, whatever the connection. */
const acts: Readonly<Record<string, { row: Row; fields: readonly string[]; source: string }>> = {
  user_metadata: {
    row: profileRows.updateUser,
    fields: ['user_metadata'],
    source: 'Applications, the users themselves where those let them, and Rollcall.',
  },
  app_metadata: {
    row: profileRows.updateUser,
    fields: ['app_metadata'],
    source: 'Applications, Actions, and Rollcall.',
  },
  blocked: { row: profileRows.blockUser, fields: [], source: 'Rollcall, or somebody at the tenant.' },
};

/**
 * The guide to one user: for each attribute whether it can be seen and changed, where its value comes
 * from, and which permission and M2M scopes a change needs. It says nothing of its own: the locks are
 * those of the lock rule, the needs those of the rows.
 */
export function attributeGuide(
  user: Pick<UserDetail, 'connection' | 'masked'>,
  means: Means,
): AttributeRule[] {
  const { connection, masked } = user;
  const viewable = (attribute: string) => !isMasked(masked, attribute);
  const hidden: Editability = { editable: false, cause: 'mask', reason: 'Hidden by your grant.' };
  const profile = profileAttributes.map((attribute): AttributeRule => {
    const row = profileRows.updateUser;
    const decision = decide(row, means, [attribute]);
    return {
      attribute,
      viewable: viewable(attribute),
      editable: viewable(attribute) ? editability(attribute, connection, decision) : hidden,
      ...originOf(attribute, connection),
      ...needsOf(row, [attribute], means),
    };
  });
  const whole = Object.entries(acts).map(([attribute, { row, fields, source }]): AttributeRule => {
    const decision = decide(row, means, fields);
    return {
      attribute,
      viewable: viewable(attribute),
      editable: !viewable(attribute)
        ? hidden
        : decision.allowed
          ? { editable: true }
          : { editable: false, cause: 'access', reason: decision.sentence },
      origin: 'Rollcall',
      source,
      ...needsOf(row, fields, means),
    };
  });
  return [
    ...profile,
    passwordRule(connection, means),
    ...whole,
    ...recorded.map((attribute): AttributeRule => ({
      attribute,
      viewable: viewable(attribute),
      editable: { editable: false, cause: 'recorded', reason: 'Auth0 records it; nobody edits it.' },
      origin: 'Auth0',
      source: 'Recorded by Auth0.',
      permission: undefined,
      scopes: [],
    })),
  ];
}

/** A password is never seen, and is kept by databases only. */
function passwordRule(connection: Connection | null, means: Means): AttributeRule {
  const decision = decide(credentialsRows.setPassword, means);
  const isDatabase = connection !== null && connectionKind(connection.strategy) === 'database';
  const name = connection?.name ?? 'The connection';
  return {
    attribute: 'password',
    viewable: false,
    editable: !isDatabase
      ? { editable: false, cause: 'connection', reason: `${name} keeps no passwords.` }
      : decision.allowed
        ? { editable: true }
        : { editable: false, cause: 'access', reason: decision.sentence },
    origin: isDatabase ? 'Rollcall' : 'identity provider',
    source: isDatabase ? 'The user, or Rollcall. It is never shown.' : 'Kept elsewhere, if there is one.',
    ...needsOf(credentialsRows.setPassword, [], means),
  };
}

const unreadable = { origin: 'connection', source: 'Not known: the connection cannot be read.' } as const;

function originOf(
  attribute: (typeof profileAttributes)[number],
  connection: Connection | null,
): { origin: Origin; source: string } {
  if (connection === null) return unreadable;
  const { name } = connection;
  const kind = connectionKind(connection.strategy);
  if (kind === 'database' && connection.custom_database) {
    return { origin: 'connection', source: `The database behind ${name}, at each sign-in.` };
  }
  const isRoot = rootAttributes.some((root) => root === attribute);
  if (kind === 'database' || kind === 'passwordless') {
    const source = isRoot ? 'Sign-up, Rollcall, or the Management API.' : `Sign-up at ${name}, or Rollcall.`;
    return { origin: 'Rollcall', source };
  }
  if (!isRoot) return { origin: 'identity provider', source: `${name}, at sign-in.` };
  if (!connection.options_readable) return unreadable;
  switch (connection.set_user_root_attributes ?? 'on_each_login') {
    case 'on_each_login':
      return { origin: 'identity provider', source: `${name}, at each sign-in.` };
    case 'on_first_login':
      return { origin: 'connection', source: `${name} at the first sign-in, Rollcall from then on.` };
    case 'never_on_login':
      return { origin: 'Rollcall', source: `Rollcall: ${name} never sets it.` };
  }
}

function needsOf(
  row: Row,
  fields: readonly string[],
  means: Means,
): Pick<AttributeRule, 'permission' | 'scopes'> {
  const rules = fields.flatMap((field) => row.fields?.[field] ?? []);
  const permission: Permission | undefined = rules[0]?.permission ?? row.permission;
  const needs: ScopeNeed[] = [...new Set([...row.scopes, ...rules.flatMap((rule) => rule.scopes)])];
  return {
    permission:
      permission === undefined
        ? undefined
        : { name: permission, given: means.permissions.includes(permission) },
    scopes: needs.map((need) => {
      const anyOf = typeof need === 'string' ? [need] : need;
      return { name: anyOf.join(' or '), given: anyOf.some((scope) => means.scopes.includes(scope)) };
    }),
  };
}
