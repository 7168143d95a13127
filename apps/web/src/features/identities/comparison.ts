import { profileAttributes } from '@rollcall/shared/user/editability.ts';
import { sameJson } from '@rollcall/shared/user/merge-patch.ts';
import { lockedFields } from '@rollcall/shared/user/lock.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';

/**
 * What becomes of a value of the second user: it is the same in both, it is kept in the profile data of the
 * identity that the user becomes, or it is discarded. `none`: the second user has none.
 */
export type Fate = 'same' | 'kept' | 'discarded' | 'none';

/** One value of both users. */
export interface ComparedValue {
  field: string;
  stays: unknown;
  second: unknown;
  fate: Fate;
}

/** What is about the user as a whole, and is gone with it. */
const ownFields = ['blocked', 'multifactor', 'created_at', 'last_login', 'logins_count'] as const;

/** The attributes of both users, without those that neither has. */
export function compareProfiles(stays: UserDetail, second: UserDetail): ComparedValue[] {
  return [
    // They go with the account that an identity stands for. Source: Management API POST /api/v2/users/{id}/identities
    ...profileAttributes.map((field) => compared(field, stays[field], second[field], 'kept')),
    ...ownFields.map((field) => compared(field, stays[field], second[field], 'discarded')),
  ].filter(isThere);
}

/** First-level keys of both kinds of metadata: those of the second user are discarded, whatever they are. */
export function compareMetadata(stays: UserDetail, second: UserDetail): ComparedValue[] {
  return (['user_metadata', 'app_metadata'] as const).flatMap((kind) => {
    const [mine, theirs] = [new Map(entries(stays[kind])), new Map(entries(second[kind]))];
    const keys = [...new Set([...mine.keys(), ...theirs.keys()])].toSorted();
    return keys
      .map((key) => compared(`${kind}.${key}`, mine.get(key), theirs.get(key), 'discarded'))
      .filter(isThere);
  });
}

function entries(metadata: UserDetail['user_metadata']): [string, unknown][] {
  return Object.entries(metadata ?? {});
}

function compared(field: string, stays: unknown, second: unknown, otherwise: Fate): ComparedValue {
  const fate = isAbsent(second) ? 'none' : sameJson(stays, second) ? 'same' : otherwise;
  return { field, stays, second, fate };
}

function isThere({ stays, second }: ComparedValue): boolean {
  return !isAbsent(stays) || !isAbsent(second);
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** Something to think of before linking, the worst first. */
export interface Caution {
  tone: 'red' | 'amber';
  title: string;
  text: string;
}

/** What speaks against linking these two, or against linking them this way round. */
export function cautionsOf(stays: UserDetail, second: UserDetail): Caution[] {
  return [
    ...unprovedAddress(stays, second),
    ...(second.blocked === true && stays.blocked !== true
      ? [
          {
            tone: 'red' as const,
            title: 'The second user is blocked, the first is not',
            text: 'The block goes with the user. Whoever was kept out can sign in again.',
          },
        ]
      : []),
    ...((second.logins_count ?? 0) > (stays.logins_count ?? 0)
      ? [
          {
            tone: 'amber' as const,
            title: 'The second user has signed in more often',
            text: 'Applications know people by their user_id. What they have stored for the second user is found no more. Swap the two to keep the one that is used.',
          },
        ]
      : []),
  ];
}

/** Whoever only claims an address would be let in as its owner. */
function unprovedAddress(stays: UserDetail, second: UserDetail): Caution[] {
  const unproved = [stays, second].filter(
    ({ email, email_verified: verified }) => email !== undefined && verified !== true,
  );
  if (unproved.length === 0) return [];
  const names = unproved.map(({ email = '' }) => email).join(' and ');
  return [
    {
      tone: 'red',
      title: 'An e-mail address is not verified',
      text: `Nobody has proved to own ${names}. If it is somebody else who claimed it, they sign in as this user from then on.`,
    },
  ];
}

/** Who sets the profile after linking, in a sentence, and what that changes for the second one. */
export function lockWords(stays: UserDetail, second: UserDetail): string {
  const [now, then] = [lockedFields(second.connection).name, lockedFields(stays.connection).name];
  const owner = stays.connection?.name ?? stays.identities[0]?.connection ?? 'the first user’s connection';
  const rule = then === undefined ? `It can be edited here.` : then.reason;
  const change =
    (now === undefined) === (then === undefined)
      ? ''
      : then === undefined
        ? ' The second user’s could not be edited; what its connection says then only goes into its identity.'
        : ' The second user’s could be edited; it cannot be any more.';
  return `The profile is that of the first user, whose connection is ${owner}. ${rule}${change}`;
}
