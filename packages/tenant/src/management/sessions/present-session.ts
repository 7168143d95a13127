import type { Session } from '../../store/sessions.ts';

/** A session as the Management API shows it. */
export function presentSession({ client_ids, methods, ...session }: Session): object {
  return {
    ...session,
    clients: client_ids.map((client_id) => ({ client_id })),
    authentication: { methods },
    cookie: { mode: 'persistent' },
  };
}
