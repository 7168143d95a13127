import { rootAttributes } from './lock.ts';
import { applyMergePatch, firstLevelPatch, sameJson } from './merge-patch.ts';
import type { User } from './user.ts';
import type { Identity } from './user-summary.ts';
import type { UserPatch } from './user-input.ts';

/** A user as far as a change of it depends on it. */
interface Changed extends Pick<User, 'email' | 'user_metadata' | 'app_metadata'> {
  identities: readonly Pick<Identity, 'provider'>[];
}

/** One attribute that changes: what is sent for it, and what it is afterwards. */
interface Change {
  field: keyof UserPatch;
  sent: unknown;
  after: unknown;
}

/**
 * What a patch really changes of a user. Metadata are worked out here: Auth0 merges them at the
 * first level only, and an empty object would clear them, so each changed first-level key is sent
 * whole and an unchanged object is not sent at all. With a new e-mail address or phone number goes
 * whether it is verified, asked for or not: what Auth0 makes of that by itself is not documented.
 * Source: auth0.com/docs/manage-users/user-accounts/metadata/manage-metadata-api
 */
export function changesOf(user: Changed, patch: UserPatch): Change[] {
  return [
    ...metadataChange('user_metadata', user, patch.user_metadata),
    ...metadataChange('app_metadata', user, patch.app_metadata),
    ...rootChanges(asStored(user, user), asStored(user, patch)),
  ];
}

const rootFields = [
  'email',
  'email_verified',
  'phone_number',
  'phone_verified',
  'username',
  ...rootAttributes,
] as const;

const verifiable = [
  { identifier: 'email', flag: 'email_verified' },
  { identifier: 'phone_number', flag: 'phone_verified' },
] as const;

function rootChanges(user: object, patch: UserPatch): Change[] {
  const before = new Map<string, unknown>(Object.entries(user));
  const changed = (field: (typeof rootFields)[number]) =>
    patch[field] !== undefined && patch[field] !== (before.get(field) ?? null);
  const flags = new Set<string>(
    verifiable
      .filter(({ identifier }) => changed(identifier) && patch[identifier] !== null)
      .map(({ flag }) => flag),
  );
  return rootFields
    .filter((field) => changed(field) || flags.has(field))
    .map((field) => {
      const sent = patch[field] ?? (flags.has(field) ? false : null);
      return { field, sent, after: sent ?? undefined };
    });
}

/** Databases of Auth0 keep e-mail addresses in lower case, whatever was sent. */
function asStored<Part extends { email?: string | null | undefined }>(user: Changed, part: Part): Part {
  const isDatabase = user.identities[0]?.provider === 'auth0';
  return isDatabase && typeof part.email === 'string' ? { ...part, email: part.email.toLowerCase() } : part;
}

function metadataChange(
  field: 'user_metadata' | 'app_metadata',
  user: Changed,
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
export function applied<Applied extends Changed>(user: Applied, changes: readonly Change[]): Applied {
  return { ...user, ...Object.fromEntries(changes.map(({ field, after }) => [field, after])) };
}

/** Whether a user shows all of the changes. Auth0 leaves out what is empty, and what never was true. */
export function areDone(user: object, changes: readonly Change[]): boolean {
  const now = new Map<string, unknown>(Object.entries(user));
  return changes.every(({ field, after }) => {
    const absent = typeof after === 'object' ? {} : after === false ? false : undefined;
    return sameJson(now.get(field) ?? absent, after);
  });
}
