import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import { z } from 'zod';
import { readJobFile } from '../../store/job-results.ts';
import { findJob } from '../../store/jobs.ts';
import type { Database } from '../../store/open.ts';
import { stateOfLink } from './download-link.ts';

const Link = z.object({ expires: z.string(), signature: z.string() });

/** Serves the files of exports to whoever has a link that is valid still. */
export function downloadRouter(db: Database): Router {
  const router = Router();
  router.get('/exports/:id/:file', async (request, response) => {
    const { id, file } = request.params;
    const link = Link.safeParse(request.query);
    const state = link.success ? await stateOfLink(db, id, link.data) : 'forged';
    if (state !== 'valid') {
      response
        .status(403)
        .type('text/plain')
        .send(state === 'expired' ? 'Request has expired' : 'Access denied');
      return;
    }
    const job = await findJob(db, id);
    if (job?.status !== 'completed') {
      response.status(404).type('text/plain').send('There is no such file any more');
      return;
    }
    response.set({
      'content-type': 'application/gzip',
      'content-disposition': `attachment; filename="${file.replace(/[^\w.-]/gu, '_')}"`,
      'cache-control': 'no-store',
    });
    // A reader who goes away in the middle is no fault.
    await pipeline(Readable.from(readJobFile(db, id)), response).catch(() => response.destroy());
  });
  return router;
}
