import type { Endpoint } from '../endpoint.ts';
import { deleteConnectionUser } from './delete-connection-user.ts';
import { getConnection, getConnections, getConnectionStatus } from './read-connections.ts';
import { patchConnection } from './update-connection.ts';

/** The operations on connections. */
export const CONNECTION_ENDPOINTS: readonly Endpoint[] = [
  getConnections,
  getConnection,
  patchConnection,
  getConnectionStatus,
  deleteConnectionUser,
];
