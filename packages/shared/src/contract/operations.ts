import { z } from 'zod';
import { problemCodes } from '../problems.ts';
import { BulkAct } from '../bulk/acts.ts';
import { ItemState, OperationKind, OperationState } from './operation-states.ts';
import type { Row } from './row.ts';

/** What somebody can do with an operation now. */
export const OperationStep = z.enum(['confirm', 'approve', 'pause', 'resume', 'cancel', 'retry', 'undo']);
export type OperationStep = z.infer<typeof OperationStep>;

/** How many items are in each state. */
export const ItemCounts = z.object({
  pending: z.number().int(),
  sending: z.number().int(),
  done: z.number().int(),
  failed: z.number().int(),
  unknown: z.number().int(),
  refused: z.number().int(),
  already: z.number().int(),
});
export type ItemCounts = z.infer<typeof ItemCounts>;

/** An operation as whoever may see it sees it. */
export const Operation = z.object({
  id: z.string(),
  kind: OperationKind,
  state: OperationState,
  /** What it does, in words: “Block users”. */
  title: z.string(),
  /** In whose name it is done, and who has approved it. */
  member: z.object({ id: z.string(), name: z.string() }),
  approver: z.object({ name: z.string() }).optional(),
  reason: z.string().optional(),
  counts: ItemCounts,
  total: z.number().int(),
  created_at: z.string(),
  run_at: z.string().optional(),
  started_at: z.string().optional(),
  ended_at: z.string().optional(),
  /** When it is forgotten. */
  expires_at: z.string(),
  /** Items that were settled in a second, lately; `null` where nothing runs. */
  rate: z.number().nullable(),
  seconds_left: z.number().int().nullable(),
  /** Why it failed, or waits for another try. */
  failure: z.object({ code: z.enum(problemCodes), detail: z.string() }).optional(),
  steps: z.array(OperationStep),
  /** Whether it takes a second person. */
  needs_approval: z.boolean(),
  /** What a bulk operation does. */
  act: BulkAct.optional(),
  /** Why items were refused, each reason once, with how often. */
  refusals: z.array(z.object({ code: z.string(), detail: z.string(), count: z.number().int() })).optional(),
});
export type Operation = z.infer<typeof Operation>;

/** What has become of one item. */
export const OperationItem = z.object({
  seq: z.number().int(),
  user_id: z.string().nullable(),
  /** What the user is called, where the reader may see them. */
  name: z.string().optional(),
  /** What the person gave: an address, or a line of a file. */
  entry: z.string().optional(),
  state: ItemState,
  code: z.string().optional(),
  detail: z.string().optional(),
});
export type OperationItem = z.infer<typeof OperationItem>;

export const OperationParams = z.strictObject({ operationId: z.uuid('This is no id.') });

/** What every row of an operation's has. Whoever may not see it is told that there is none. */
const step = {
  method: 'POST',
  scopes: [],
  params: OperationParams,
  status: 200,
  response: Operation,
} as const;

export const operationsRows = {
  /** One's own, and all of a kind for those who may do it to everybody; the newest first. */
  listOperations: {
    method: 'GET',
    path: '/api/operations',
    scopes: [],
    query: z.strictObject({
      which: z.enum(['all', 'open', 'over']).default('all'),
      /** Goes on behind this one. */
      before: z.uuid('This is no id.').optional(),
    }),
    status: 200,
    response: z.object({ operations: z.array(Operation), more: z.boolean() }),
    problems: [],
  },
  getOperation: {
    method: 'GET',
    path: '/api/operations/:operationId',
    scopes: [],
    params: OperationParams,
    status: 200,
    response: Operation,
    problems: ['not_found'],
  },
  listOperationItems: {
    method: 'GET',
    path: '/api/operations/:operationId/items',
    permission: 'users:read',
    scopes: ['read:users'],
    params: OperationParams,
    query: z.strictObject({
      state: ItemState.optional(),
      /** Goes on behind this one. */
      after: z.coerce.number().int().min(-1).max(10_000_000).default(-1),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    status: 200,
    response: z.object({ items: z.array(OperationItem), more: z.boolean() }),
    problems: ['not_found'],
  },
  /** How open operations stand, at first and whenever that changes. */
  watchOperations: {
    method: 'GET',
    path: '/api/operations/events',
    scopes: [],
    stream: 'events',
    status: 200,
    response: z.object({ id: z.string().optional(), event: z.literal('operation'), data: Operation }),
    problems: ['too_many_requests'],
  },
  /** What has become of each item, as CSV. Tickets are in it for whoever asked for them, for a day. */
  downloadOperationReport: {
    method: 'GET',
    path: '/api/operations/:operationId/report',
    scopes: [],
    audit: 'operation.report',
    params: OperationParams,
    query: z.strictObject({ state: ItemState.optional() }),
    stream: 'file',
    status: 200,
    problems: ['not_found'],
  },
  pauseOperation: {
    ...step,
    path: '/api/operations/:operationId/pause',
    audit: 'operation.pause',
    problems: ['not_found', 'not_now'],
  },
  resumeOperation: {
    ...step,
    path: '/api/operations/:operationId/resume',
    audit: 'operation.resume',
    problems: ['not_found', 'not_now'],
  },
  cancelOperation: {
    ...step,
    path: '/api/operations/:operationId/cancel',
    audit: 'operation.cancel',
    problems: ['not_found', 'not_now'],
  },
} as const satisfies Record<string, Row>;
