import { z } from 'zod';
import { problemCodes } from '../problems.ts';
import { UserId } from '../user/id.ts';
import { OperationState } from './operation-states.ts';
import type { Row } from './row.ts';
import { UserListQuery } from './users.ts';

/** How many users an export can name one by one. */
export const mostExportedIds = 1000;

export const ExportFormat = z.enum(['csv', 'ndjson', 'xlsx']);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** An export as whoever has made it sees it. It is an operation, and is stopped as one. */
export const UserExport = z.object({
  id: z.string(),
  state: OperationState,
  title: z.string(),
  format: ExportFormat,
  /** What it does now: it finds the users, writes them, or waits for the file that Auth0 makes. */
  phase: z.enum(['finding', 'waiting', 'writing']),
  /** How many users were found or written so far, and how many there are; `null` where that is not known. */
  count: z.number().int(),
  expected: z.number().int().nullable(),
  created_at: z.string(),
  /** The file, once it is whole and until it is gone. */
  file: z
    .object({ name: z.string(), size: z.number().int(), rows: z.number().int(), expires_at: z.string() })
    .nullable(),
  failure: z.object({ code: z.enum(problemCodes), detail: z.string() }).optional(),
});
export type UserExport = z.infer<typeof UserExport>;

const form = {
  format: ExportFormat,
  /** As in the list; empty for the usual ones. */
  columns: UserListQuery.shape.columns,
};

const NewExport = z
  .strictObject({
    ...form,
    /** Everybody whom this walk finds, in its order. */
    walk: z.uuid('This is no id.').optional(),
    /** These users, in this order. */
    ids: z.array(UserId).min(1).max(mostExportedIds, 'At most 1,000 at once.').optional(),
    /** With the roles that each was given; it takes a request for each user. */
    roles: z.literal(true).optional(),
    /** With the organizations that each is a member of, likewise. */
    organizations: z.literal(true).optional(),
  })
  .refine(({ walk, ids }) => (walk === undefined) !== (ids === undefined), 'Name users by ids or by a walk.');

const ExportParams = z.strictObject({ exportId: z.uuid('This is no id.') });

export const exportsRows = {
  startExport: {
    method: 'POST',
    path: '/api/exports',
    permission: 'users:export',
    scopes: ['read:users'],
    fields: {
      roles: { permission: 'users:export', scopes: ['read:roles', 'read:role_members'] },
      organizations: { permission: 'users:export', scopes: ['read:organizations'] },
    },
    audit: 'user.export',
    body: NewExport,
    status: 201,
    response: UserExport,
    problems: ['not_found', 'masked_field', 'too_many_requests'],
  },
  /** Everybody, by an export job of Auth0's: it takes no requests for pages, and knows no order. */
  startTenantExport: {
    method: 'POST',
    path: '/api/exports/tenant',
    permission: 'users:export',
    scopes: ['read:users'],
    audit: 'user.export',
    stepUp: true,
    body: z.strictObject(form),
    status: 201,
    response: UserExport,
    problems: ['too_many_requests'],
  },
  /** One's own of the last day, the newest first. */
  listExports: {
    method: 'GET',
    path: '/api/exports',
    permission: 'users:export',
    scopes: [],
    status: 200,
    response: z.object({ exports: z.array(UserExport) }),
    problems: [],
  },
  /** How it goes on, until it is over. */
  watchExport: {
    method: 'GET',
    path: '/api/exports/:exportId/events',
    permission: 'users:export',
    scopes: [],
    stream: 'events',
    params: ExportParams,
    status: 200,
    response: z.object({ event: z.literal('export'), data: UserExport }),
    problems: ['not_found', 'too_many_requests'],
  },
  downloadExport: {
    method: 'GET',
    path: '/api/exports/:exportId/file',
    permission: 'users:export',
    scopes: [],
    stream: 'file',
    params: ExportParams,
    status: 200,
    problems: ['not_found', 'out_of_range', 'too_many_requests'],
  },
} as const satisfies Record<string, Row>;
