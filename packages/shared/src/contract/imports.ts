import { z } from 'zod';
import { ImportMode, importFieldRules, mostRows } from '../import/modes.ts';
import { importedAttributes } from '../import/targets.ts';
import { problemCodes } from '../problems.ts';
import { isStorable } from '../user/metadata.ts';
import { ItemState, OperationState } from './operation-states.ts';
import { ItemCounts, OperationParams } from './operations.ts';
import type { Row } from './row.ts';

/** How many failures one call answers. */
export const mostFailuresPerCall = 1000;

/** The attributes of users, in a form that zod can tell apart. */
const attributes = Object.keys(importedAttributes).filter(
  (name): name is keyof typeof importedAttributes => name in importedAttributes,
);

/** An import as whoever has begun it, or may import over everybody, sees it. */
export const Import = z.object({
  id: z.string(),
  state: OperationState,
  /** The name of the connection that users go to. */
  connection: z.string(),
  mode: ImportMode,
  /** Whether Auth0's own jobs do it, or Rollcall user by user. */
  way: z.enum(['jobs', 'rows']),
  file: z.string(),
  total: z.number().int(),
  counts: ItemCounts,
  /** Of those that are done. */
  inserted: z.number().int(),
  updated: z.number().int(),
  send_completion_email: z.boolean(),
  member: z.object({ id: z.string(), name: z.string() }),
  created_at: z.string(),
  started_at: z.string().optional(),
  ended_at: z.string().optional(),
  /** Why it failed, or waits for another try. */
  failure: z.object({ code: z.enum(problemCodes), detail: z.string() }).optional(),
});
export type Import = z.infer<typeof Import>;

/** A row that was not imported, or of which it is not known. */
export const ImportFailure = z.object({
  seq: z.number().int(),
  /** Where it stands in the file. */
  line: z.number().int(),
  email: z.string(),
  state: ItemState,
  /** Auth0's own code, or Rollcall's. */
  code: z.string(),
  detail: z.string(),
});
export type ImportFailure = z.infer<typeof ImportFailure>;

const common = { permission: 'users:import', params: OperationParams } as const;

export const importsRows = {
  /** Says what is to be imported; the users come by `addImportRows`, and nothing begins before `beginImport`. */
  startImport: {
    method: 'POST',
    path: '/api/imports',
    permission: 'users:import',
    scopes: ['read:users'],
    fields: importFieldRules,
    body: z.strictObject({
      /** The connection's name. */
      connection: z.string().min(1, 'Choose a connection.').max(128),
      mode: ImportMode,
      /** Which attributes any of the users has. */
      attributes: z.array(z.enum(attributes)).min(1),
      total: z.number().int().min(1).max(mostRows),
      /** What the file is called. */
      file: z
        .string()
        .max(200, 'At most 200 characters.')
        .refine(isStorable, 'Contains a character that cannot be stored.'),
      /** Whether Auth0 writes to the tenant's owners at the end of each job. */
      send_completion_email: z.boolean().default(false),
    }),
    status: 201,
    response: Import,
    problems: ['too_many_requests', 'too_large', 'masked_field'],
  },
  getImport: {
    ...common,
    method: 'GET',
    path: '/api/imports/:operationId',
    scopes: [],
    status: 200,
    response: Import,
    problems: ['not_found'],
  },
  /** Brings users in the order of the file; what is there already stays, so that a call can be repeated. */
  addImportRows: {
    ...common,
    method: 'POST',
    path: '/api/imports/:operationId/rows',
    scopes: [],
    body: z.strictObject({
      /** How many rows come before these. */
      start: z.number().int().min(0).max(mostRows),
      rows: z
        .array(
          z.strictObject({
            line: z.number().int().min(1).max(10_000_000),
            /** Judged by the handler, which says of each row what is wrong with it. */
            user: z.record(z.string(), z.unknown()),
          }),
        )
        .min(1)
        .max(2000, 'At most 2,000 at once.'),
    }),
    status: 200,
    response: z.object({ received: z.number().int() }),
    problems: ['not_found', 'not_now'],
  },
  beginImport: {
    ...common,
    method: 'POST',
    path: '/api/imports/:operationId/begin',
    scopes: ['create:users', 'read:users', 'read:connections', 'read:connections_options'],
    audit: 'import.begin',
    stepUp: true,
    status: 200,
    response: Import,
    problems: ['not_found', 'not_now', 'too_many_requests'],
  },
  listImportFailures: {
    ...common,
    method: 'GET',
    path: '/api/imports/:operationId/failures',
    scopes: [],
    query: z.strictObject({
      /** Goes on behind this one. */
      after: z.coerce.number().int().min(-1).max(10_000_000).default(-1),
    }),
    status: 200,
    response: z.object({ failures: z.array(ImportFailure), more: z.boolean() }),
    problems: ['not_found'],
  },
} as const satisfies Record<string, Row>;
