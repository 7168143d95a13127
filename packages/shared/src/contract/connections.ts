import { z } from 'zod';
import { Connection, SyncMode } from '../user/connection.ts';
import type { Row } from './row.ts';

export const ConnectionList = z.object({ connections: z.array(Connection) });

const ConnectionParams = z.strictObject({
  connectionId: z.string().regex(/^con_[A-Za-z0-9]{16}$/, 'is not the id of a connection'),
});

/** A connection as it is now, and which version of its settings that is. */
export const ConnectionSync = z.object({
  connection: Connection,
  /** Changes when anything in `options` does, what never leaves the BFF among it. */
  version: z.string(),
});
export type ConnectionSync = z.infer<typeof ConnectionSync>;

export const connectionsRows = {
  listConnections: {
    method: 'GET',
    path: '/api/connections',
    permission: 'users:read',
    scopes: ['read:connections'],
    status: 200,
    response: ConnectionList,
    problems: [],
  },
  getConnectionSync: {
    method: 'GET',
    path: '/api/connections/:connectionId/sync',
    permission: 'connections:edit',
    scopes: ['read:connections', 'read:connections_options'],
    params: ConnectionParams,
    status: 200,
    response: ConnectionSync,
    problems: ['not_found', 'refused_by_tenant'],
  },
  setConnectionSync: {
    method: 'PUT',
    path: '/api/connections/:connectionId/sync',
    permission: 'connections:edit',
    scopes: [
      'read:connections',
      'read:connections_options',
      'update:connections',
      'update:connections_options',
    ],
    audit: 'connection.set_sync',
    stepUp: true,
    params: ConnectionParams,
    body: z.strictObject({
      set_user_root_attributes: SyncMode,
      /** The version that the change is based on. */
      version: z.string().min(1).max(100),
    }),
    status: 200,
    response: ConnectionSync,
    problems: ['not_found', 'connection_changed', 'refused_by_tenant', 'outcome_unknown'],
  },
} as const satisfies Record<string, Row>;
