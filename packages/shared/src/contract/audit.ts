import { z } from 'zod';
import { problemCodes } from '../problems.ts';
import { allAuditActions } from './audit-actions.ts';
import { isStorable } from '../user/metadata.ts';
import { UserParams } from './profile.ts';
import type { Row } from './row.ts';

/** One attribute that an act changed; absent values are `null`. Metadata are told by first-level key. */
export const AuditChange = z.object({ field: z.string(), before: z.unknown(), after: z.unknown() });
export type AuditChange = z.infer<typeof AuditChange>;

/**
 * How an act ended. `begun` is one whose end was never written, as when the process was killed;
 * `unknown` one whose answer from the tenant was lost.
 */
export const AuditOutcome = z.enum(['done', 'denied', 'failed', 'unknown', 'begun']);
export type AuditOutcome = z.infer<typeof AuditOutcome>;

export const AuditTarget = z.object({
  kind: z.enum([
    'user',
    'team_member',
    'team_role',
    'connection',
    'webhook',
    'view',
    'settings',
    'audit',
    'session',
    'operation',
  ]),
  id: z.string(),
  /** What it was called at the time. */
  name: z.string().optional(),
});
export type AuditTarget = z.infer<typeof AuditTarget>;

/** An act as the audit trail tells it. */
export const AuditEvent = z.object({
  /** The number of its first entry in the chain. */
  id: z.number().int(),
  at: z.string(),
  action: z.enum(allAuditActions),
  actor: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Whom the actor was seeing Rollcall as, if anybody. */
  viewingAs: z.string().optional(),
  target: AuditTarget.nullable(),
  outcome: AuditOutcome,
  /** Why it was denied or failed. */
  problem: z.enum(problemCodes).optional(),
  /** What was missing, where something was. */
  missing: z.array(z.string()).optional(),
  reason: z.string().optional(),
  changes: z.array(AuditChange),
  requestId: z.string(),
  /** The event that this one reverted, or tried to. */
  reverts: z.number().int().optional(),
  /** Whether it can be undone by a new act. */
  revertible: z.boolean(),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

/** Text to look for; what cannot be stored is nowhere to be found. */
const Text = z.string().max(600).refine(isStorable, 'Contains a character that cannot be stored.');
const Day = z.iso.date('A day, such as 2026-11-24.');

/** What to show of the audit trail. `before` is the id of the last event seen: it goes on from there. */
export const AuditQuery = z.strictObject({
  actor: Text.optional(),
  target: Text.optional(),
  action: z.enum(allAuditActions).optional(),
  outcome: AuditOutcome.optional(),
  from: Day.optional(),
  to: Day.optional(),
  request: Text.optional(),
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const AuditList = z.object({
  events: z.array(AuditEvent),
  /** Where the next page begins; absent on the last one. */
  next: z.number().int().optional(),
});
export type AuditList = z.infer<typeof AuditList>;

const EventParams = z.strictObject({
  eventId: z.string().regex(/^[1-9]\d{0,14}$/, 'is not the id of an event'),
});

export const auditRows = {
  listAuditEvents: {
    method: 'GET',
    path: '/api/audit',
    permission: 'audit:read',
    scopes: [],
    query: AuditQuery,
    status: 200,
    response: AuditList,
    problems: [],
  },
  listUserAuditEvents: {
    method: 'GET',
    path: '/api/users/:userId/audit',
    permission: 'audit:read',
    scopes: ['read:users'],
    user: 'in-scope',
    params: UserParams,
    query: AuditQuery.omit({ target: true }),
    status: 200,
    response: AuditList,
    problems: ['not_found'],
  },
  exportAuditEvents: {
    method: 'POST',
    path: '/api/audit/export',
    permission: 'audit:read',
    scopes: [],
    audit: 'audit.export',
    body: z.strictObject({
      format: z.enum(['csv', 'ndjson']),
      ...AuditQuery.omit({ before: true, limit: true }).shape,
    }),
    status: 200,
    /** The file's text, of at most 100,000 events; the newest where there are more. */
    response: z.object({ name: z.string(), type: z.string(), text: z.string(), complete: z.boolean() }),
    problems: [],
  },
  revertAuditEvent: {
    method: 'POST',
    path: '/api/audit/:eventId/revert',
    permission: 'audit:read',
    scopes: ['read:users', 'read:connections', 'read:connections_options'],
    audit: 'audit.revert',
    params: EventParams,
    status: 200,
    response: z.object({ userId: z.string(), reverted: z.array(z.string()) }),
    problems: [
      'not_found',
      'not_revertible',
      'conflict',
      'field_locked',
      'refused_by_tenant',
      'outcome_unknown',
    ],
  },
} as const satisfies Record<string, Row>;
