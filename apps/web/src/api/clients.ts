import { clientsRows } from '@rollcall/shared/contract/clients.ts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from './call.ts';
import { useMay } from './me.ts';

/** The applications of the tenant. */
const clientsQuery = queryOptions({
  queryKey: ['clients'],
  queryFn: async ({ signal }) => (await call(clientsRows.listClients, { signal })).data.clients,
  staleTime: 300_000,
  retry: false,
});

/** How an application is called: by its name, or by its id where that is not known. */
export function useClientName(): (clientId: string) => string {
  const may = useMay(clientsRows.listClients);
  const { data } = useQuery({ ...clientsQuery, enabled: may.allowed });
  return (clientId) => data?.find((client) => client.client_id === clientId)?.name ?? clientId;
}
