import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { connectionsRows } from '@rollcall/shared/contract/connections.ts';
import type { Connection } from '@rollcall/shared/user/connection.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { type Answer, call } from './call.ts';

/** The connections of the tenant. */
export const connectionsQuery = queryOptions({
  queryKey: ['connections'],
  queryFn: async ({ signal }) => (await call(connectionsRows.listConnections, { signal })).data.connections,
  staleTime: 60_000,
});

/** Puts a connection as it is now in the place of the cached one, also at each user whose it is. */
export function rememberConnection(queryClient: QueryClient, connection: Connection): void {
  queryClient.setQueriesData<Answer<UserDetail>>({ queryKey: ['user'] }, (answer) =>
    answer?.data.connection?.id === connection.id
      ? { ...answer, data: { ...answer.data, connection } }
      : answer,
  );
  void queryClient.invalidateQueries({ queryKey: connectionsQuery.queryKey });
}
