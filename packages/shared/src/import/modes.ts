import { z } from 'zod';
import { isOverEverybody, maskForSearches } from '../access/decision.ts';
import type { HeldGrant } from '../access/grants.ts';
import type { Permission } from '../access/permissions.ts';
import type { FieldRule } from '../contract/row.ts';
import type { ImportedAttribute } from './targets.ts';

/**
 * What becomes of a user who is there already. `create`: nothing, the row fails. `upsert`: Auth0 writes over
 * what it can, metadata as a whole. `merge`: Rollcall merges what the row has into the user.
 */
export const ImportMode = z.enum(['create', 'upsert', 'merge']);
export type ImportMode = z.infer<typeof ImportMode>;

const reading = ['read:connections', 'read:connections_options'] as const;

/** What each attribute of the users, and each mode, needs beyond `users:import`. */
export const importNeeds = {
  create: { permission: 'users:create', scopes: ['create:users'] },
  upsert: { permission: 'users:edit', scopes: ['create:users'] },
  merge: { permission: 'users:edit', scopes: ['update:users'] },
  /** Whoever gives somebody who is there a hash gives them a password. */
  hash: { permission: 'password:set', scopes: ['create:users'] },
  user_metadata: { permission: 'user_metadata:edit', scopes: ['create:users'] },
  app_metadata: { permission: 'app_metadata:edit', scopes: ['create:users'] },
  blocked: { permission: 'users:block', scopes: ['create:users'] },
} satisfies Record<string, FieldRule>;

/** What every import needs, by the keys that each has. */
export const importFieldRules = {
  connection: { permission: 'users:create', scopes: ['create:users', ...reading] },
} satisfies Record<string, FieldRule>;

/** What an import is, as far as it decides who may do it and how it is done. */
interface Wanted {
  mode: ImportMode;
  attributes: readonly ImportedAttribute[];
}

/** The names in `importNeeds` of what an import needs. */
export function needsOf({ mode, attributes }: Wanted): (keyof typeof importNeeds)[] {
  const isHashSet = mode === 'upsert' && attributes.includes('custom_password_hash');
  return [
    'create',
    ...(mode === 'create' ? [] : [mode]),
    ...(isHashSet ? (['hash'] as const) : []),
    ...(['user_metadata', 'app_metadata', 'blocked'] as const).filter((name) => attributes.includes(name)),
  ];
}

/**
 * Whether Auth0's jobs may do it: for those alone who may do all of it to everybody and from whom nothing is
 * hidden, because nobody looks at single users then. Everything else is done row by row.
 */
export function wayOf(grants: readonly HeldGrant[], wanted: Wanted): 'jobs' | 'rows' {
  if (wanted.mode === 'merge') return 'rows';
  const needs: Permission[] = [
    'users:read',
    'users:import',
    ...needsOf(wanted).map((name) => importNeeds[name].permission),
  ];
  const isOpen = needs.every((permission) => isOverEverybody(grants, permission));
  return isOpen && maskForSearches(grants).length === 0 ? 'jobs' : 'rows';
}

/** Whether somebody may import about certain users only, or is shown only a part of them. */
export function isLimited(grants: readonly HeldGrant[]): boolean {
  const open = (['users:read', 'users:import', 'users:create'] as const).every((permission) =>
    isOverEverybody(grants, permission),
  );
  return !open || maskForSearches(grants).length > 0;
}

/** As many users as one import takes. */
export const mostRows = 100_000;

/** How much those import who may so about certain users only: rows in a file, and files in a day. */
export const limits = { rows: 1000, filesPerDay: 5 };

/** What only Auth0's jobs can give a user. */
const ofJobsAlone = ['password_hash', 'custom_password_hash', 'mfa_factors'] as const;

/** What of the attributes cannot be imported row by row, with the reason. */
export function refusedByRows(attributes: readonly ImportedAttribute[]): { field: string; detail: string }[] {
  return ofJobsAlone
    .filter((name) => attributes.includes(name))
    .map((field) => ({
      field,
      detail: `Auth0 takes ${field} by its own import only, and this import is done row by row: leave the column out.`,
    }));
}

/** What can be written over by Auth0's upsert; anything else in a row stays as it is. */
export const upsertable = [
  'app_metadata',
  'user_metadata',
  'email_verified',
  'given_name',
  'family_name',
  'name',
  'nickname',
  'picture',
  'custom_password_hash',
] as const satisfies readonly ImportedAttribute[];
