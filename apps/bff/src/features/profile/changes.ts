import { applyMergePatch, firstLevelPatch, sameJson } from '@rollcall/shared/user/merge-patch.ts';
import type { UserPatch } from '@rollcall/shared/user/user-input.ts';
import type { TenantUser } from '../../management/user-schema.ts';

/** One attribute that changes: what is sent for it, and what it is afterwards. */
interface Change {
  field: keyof UserPatch;
  sent: unknown;
  after: unknown;
}

/**
 * What a patch really changes of a user. Metadata are worked out here: Auth0 merges them at the
 * first level only, and an empty object would clear them, so each changed first-level key is sent
 * whole and an unchanged object is not sent at all.
 * Source: auth0.com/docs/manage-users/user-accounts/metadata/manage-metadata-api
 */
export function changesOf(user: TenantUser, patch: UserPatch): Change[] {
  const { user_metadata: userMetadata, app_metadata: appMetadata, ...root } = patch;
  const changes = [
    ...metadataChange('user_metadata', user, userMetadata),
    ...metadataChange('app_metadata', user, appMetadata),
  ];
  const before = new Map<string, unknown>(Object.entries(user));
  for (const field of rootFields) {
    const value = root[field];
    if (value === undefined || (before.get(field) ?? null) === value) continue;
    changes.push({ field, sent: value, after: value ?? undefined });
  }
  return changes;
}

const rootFields = [
  'email',
  'email_verified',
  'phone_number',
  'phone_verified',
  'username',
  'name',
  'nickname',
  'given_name',
  'family_name',
  'picture',
] as const;

function metadataChange(
  field: 'user_metadata' | 'app_metadata',
  user: TenantUser,
  patch: Record<string, unknown> | undefined,
): Change[] {
  if (patch === undefined) return [];
  const before = user[field] ?? {};
  const after = applyMergePatch(before, patch);
  const sent = firstLevelPatch(before, after);
  return Object.keys(sent).length === 0 ? [] : [{ field, sent, after }];
}

/**
 * The changes in as many calls as Auth0 wants: a username is refused beside an e-mail address or its
 * verification. It goes first and alone: it is what is refused most, and then nothing is saved yet.
 * Source: Management API PATCH /api/v2/users/{id}
 */
export function inSteps(changes: readonly Change[]): Change[][] {
  const needsSplit = changes.some(({ field }) => field === 'email' || field === 'email_verified');
  const first = changes.filter(({ field }) => needsSplit && field === 'username');
  return [first, changes.filter((change) => !first.includes(change))].filter((step) => step.length > 0);
}

/** What a user would be after the changes. */
export function applied(user: TenantUser, changes: readonly Change[]): TenantUser {
  return { ...user, ...Object.fromEntries(changes.map(({ field, after }) => [field, after])) };
}

/** Whether a user shows all of the changes. */
export function areDone(user: TenantUser, changes: readonly Change[]): boolean {
  const now = new Map<string, unknown>(Object.entries(user));
  return changes.every(({ field, after }) => {
    const isEmptied = typeof after === 'object' && now.get(field) === undefined;
    return sameJson(isEmptied ? {} : now.get(field), after);
  });
}
