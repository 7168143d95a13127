import { queryOptions } from '@tanstack/react-query';
import { connectionsRows } from '@rollcall/shared/contract/connections.ts';
import { call } from './call.ts';

/** The connections of the tenant. */
export const connectionsQuery = queryOptions({
  queryKey: ['connections'],
  queryFn: async ({ signal }) => (await call(connectionsRows.listConnections, { signal })).data.connections,
  staleTime: 60_000,
});
