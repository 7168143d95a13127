import { z } from 'zod';
import { UserId } from '../user/id.ts';
import { UserSummary } from '../user/user-summary.ts';
import { UserParams } from './profile.ts';
import type { Row } from './row.ts';

/** What two users have in common, from the strongest sign that they are one person to the weakest. */
export const duplicateReasons = [
  'verified_email',
  'phone_number',
  'email',
  'name_and_local_part',
  'name_and_ip',
] as const;

export const DuplicateReason = z.enum(duplicateReasons);
export type DuplicateReason = z.infer<typeof DuplicateReason>;

/** Somebody who may be the same person. */
export const PossibleDuplicate = UserSummary.extend({
  reasons: z.array(DuplicateReason),
  masked: z.array(z.string()).default([]),
});
export type PossibleDuplicate = z.infer<typeof PossibleDuplicate>;

/** As many users as are found by each sign at most. */
export const mostDuplicates = 50;

const IdentityParams = UserParams.extend({
  provider: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/, 'is not the name of a provider'),
  /** As in `identities`: without its provider in front. */
  identityId: z
    .string()
    // oxlint-disable-next-line no-control-regex -- control characters are what this keeps out
    .regex(/^(?!\.{1,2}$)[^\u0000-\u0020\u007f/\\?#%]{1,250}$/, 'is not the id of an identity'),
});

export const identitiesRows = {
  findDuplicates: {
    method: 'GET',
    path: '/api/users/:userId/duplicates',
    permission: 'identities:link',
    scopes: ['read:users'],
    user: 'in-scope',
    params: UserParams,
    status: 200,
    response: z.object({ users: z.array(PossibleDuplicate) }),
    problems: ['not_found', 'search_too_slow'],
  },
  linkIdentity: {
    method: 'POST',
    path: '/api/users/:userId/identities',
    permission: 'identities:link',
    scopes: ['read:users', 'read:connections', 'update:users'],
    user: 'in-scope',
    audit: 'user.link_identity',
    stepUp: true,
    ifMatch: 'accepted',
    params: UserParams,
    body: z.strictObject({
      /** The user who becomes an identity of the other one, and is no user any more. */
      user_id: UserId,
      /** The `ETag` of that user as it was seen: what nobody has seen is not discarded. */
      version: z.string().min(1).max(100),
    }),
    status: 204,
    problems: ['not_found', 'beyond_own_rights', 'refused_by_tenant', 'conflict', 'outcome_unknown'],
  },
  unlinkIdentity: {
    method: 'DELETE',
    path: '/api/users/:userId/identities/:provider/:identityId',
    permission: 'identities:link',
    scopes: ['read:users', 'update:users'],
    user: 'in-scope',
    audit: 'user.unlink_identity',
    stepUp: true,
    ifMatch: 'accepted',
    params: IdentityParams,
    status: 200,
    /** The id of the user that the identity has become. */
    response: z.object({ separate: z.string() }),
    problems: ['not_found', 'refused_by_tenant', 'conflict', 'outcome_unknown'],
  },
} as const satisfies Record<string, Row>;
