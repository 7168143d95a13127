import { Router } from 'express';
import { sql } from 'kysely';
import type { TokenSource } from '../management/token.ts';
import type { Store } from '../store/schema.ts';

/** `/healthz`: the process answers. `/readyz`: the database and the tenant's token are there too. */
export function healthRoutes(store: Store, tokens: TokenSource): Router {
  const router = Router({ strict: true, caseSensitive: true });
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const [database, tenant] = await Promise.all([
      isFine(sql`select 1`.execute(store)),
      isFine(tokens.token()),
    ]);
    response
      .status(database && tenant ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: database && tenant ? 'ready' : 'not ready', database, tenant });
  });
  return router;
}

async function isFine(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}
