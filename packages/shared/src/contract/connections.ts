import { z } from 'zod';
import { Connection } from '../user/connection.ts';
import type { Row } from './row.ts';

export const ConnectionList = z.object({ connections: z.array(Connection) });

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
} as const satisfies Record<string, Row>;
