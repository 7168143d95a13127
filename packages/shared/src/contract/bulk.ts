import { z } from 'zod';
import { bulkActShape, bulkFieldRules, isOneAct, oneActSentence } from '../bulk/acts.ts';
import { AuditChange } from './audit.ts';
import { Operation, OperationParams } from './operations.ts';
import type { Row } from './row.ts';
import { UserId } from '../user/id.ts';
import { isStorable } from '../user/metadata.ts';

/** How many users one call names, and how many an operation can have. */
export const mostIdsPerCall = 2000;
export const mostBulkUsers = 200_000;

const targets = {
  /** User_ids. */
  ids: z.array(UserId).min(1).max(mostIdsPerCall, 'At most 2,000 at once.').optional(),
  /** E-mail addresses and user_ids, as a person wrote them. */
  entries: z
    .array(z.string().min(1).max(320).refine(isStorable, 'Contains a character that cannot be stored.'))
    .min(1)
    .max(mostIdsPerCall, 'At most 2,000 at once.')
    .optional(),
  /** Everybody whom a walk has found, but some. */
  walk: z
    .strictObject({ id: z.uuid('This is no id.'), except: z.array(UserId).max(mostIdsPerCall).default([]) })
    .optional(),
  /** Whether more users are to come by `addBulkUsers`. */
  more: z.boolean().default(false),
};

const targetNames = ['ids', 'entries', 'walk'] as const;

function isOneTarget(body: Readonly<Record<string, unknown>>): boolean {
  return targetNames.filter((name) => body[name] !== undefined).length === 1;
}

const oneTargetSentence = 'Name users by ids, by entries or by a walk.';

/** What an act would change of one user, with values as the reader may see them. */
export const BulkSample = z.object({
  user_id: z.string(),
  name: z.string(),
  changes: z.array(AuditChange),
});
export type BulkSample = z.infer<typeof BulkSample>;

const step = {
  method: 'POST',
  permission: 'bulk:run',
  params: OperationParams,
  status: 200,
  response: Operation,
  scopes: [],
} as const;

export const bulkRows = {
  /** Nothing is done to anybody yet: it is found out first what it would come to. */
  startBulk: {
    method: 'POST',
    path: '/api/bulk',
    permission: 'bulk:run',
    scopes: ['read:users'],
    fields: bulkFieldRules,
    audit: 'bulk.prepare',
    body: z
      .strictObject({ ...bulkActShape, ...targets })
      .refine(isOneAct, oneActSentence)
      .refine(isOneTarget, oneTargetSentence),
    status: 201,
    response: Operation,
    problems: ['not_found', 'conflict', 'masked_field'],
  },
  addBulkUsers: {
    ...step,
    path: '/api/operations/:operationId/users',
    audit: 'bulk.add_users',
    scopes: ['read:users'],
    body: z.strictObject({ ids: targets.ids, entries: targets.entries, more: targets.more }),
    problems: ['not_found', 'not_now'],
  },
  /** What it would change of the first users to whom it is still to be done. */
  sampleBulk: {
    method: 'GET',
    path: '/api/operations/:operationId/sample',
    permission: 'bulk:run',
    scopes: ['read:users'],
    params: OperationParams,
    status: 200,
    response: z.object({ sample: z.array(BulkSample) }),
    problems: ['not_found'],
  },
  confirmBulk: {
    ...step,
    path: '/api/operations/:operationId/confirm',
    audit: 'bulk.confirm',
    stepUp: true,
    body: z.strictObject({
      /** How many it would be done to, as they saw it. */
      count: z.number().int().min(1),
      /** When; at once where it is absent. */
      run_at: z.iso
        .datetime({ message: 'Choose a moment.' })
        .refine((at) => Date.parse(at) > Date.now(), 'This moment is over.')
        .refine((at) => Date.parse(at) < Date.now() + 366 * 24 * 60 * 60_000, 'At most a year ahead.')
        .optional(),
    }),
    problems: ['not_found', 'not_now'],
  },
  approveBulk: {
    ...step,
    path: '/api/operations/:operationId/approve',
    audit: 'bulk.approve',
    stepUp: true,
    body: z.strictObject({ count: z.number().int().min(1) }),
    problems: ['not_found', 'not_now', 'beyond_own_rights'],
  },
  retryBulk: {
    ...step,
    path: '/api/operations/:operationId/retry',
    audit: 'bulk.retry',
    stepUp: true,
    problems: ['not_found', 'not_now'],
  },
  /** A new operation, which puts back what this one has changed. */
  undoBulk: {
    ...step,
    path: '/api/operations/:operationId/undo',
    audit: 'bulk.undo',
    status: 201,
    problems: ['not_found', 'not_now'],
  },
} as const satisfies Record<string, Row>;
