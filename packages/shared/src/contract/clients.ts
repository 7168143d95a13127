import { z } from 'zod';
import type { Row } from './row.ts';

/** An application of the tenant, as far as lists that name applications need it. */
export const Client = z.object({ client_id: z.string(), name: z.string().optional() });
export type Client = z.infer<typeof Client>;

export const clientsRows = {
  listClients: {
    method: 'GET',
    path: '/api/clients',
    permission: 'users:read',
    scopes: [['read:clients', 'read:client_summary']],
    status: 200,
    response: z.object({ clients: z.array(Client) }),
    problems: [],
  },
} as const satisfies Record<string, Row>;
