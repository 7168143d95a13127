import type { clientsRows } from '@rollcall/shared/contract/clients.ts';
import type { HandlersOf } from '../../http/handler.ts';
import type { TenantClients } from '../../management/clients.ts';

/** The applications of the tenant by name. */
export function clientsHandlers(clients: TenantClients): HandlersOf<typeof clientsRows> {
  return { listClients: async () => ({ clients: [...(await clients.list())] }) };
}
