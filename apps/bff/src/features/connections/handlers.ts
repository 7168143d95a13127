import type { connectionsRows } from '@rollcall/shared/contract/connections.ts';
import type { HandlersOf } from '../../http/handler.ts';
import type { TenantConnections } from '../../management/connections.ts';

/** The tenant's connections, without their secrets. */
export function connectionsHandlers(connections: TenantConnections): HandlersOf<typeof connectionsRows> {
  return { listConnections: async () => ({ connections: [...(await connections.list())] }) };
}
