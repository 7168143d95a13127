import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Database } from '../../store/open.ts';
import { keepSecret } from '../../store/secrets.ts';

/** @see https://auth0.com/docs/manage-users/user-migration/bulk-user-exports */
const VALID_MS = 60_000;

const Key = z.object({ value: z.string() });

/** A new link to the file of a job that ended; whoever has it can read the file for a minute. */
export async function downloadLink(
  db: Database,
  url: string,
  jobId: string,
  format: string,
): Promise<string> {
  const expires = String(Date.now() + VALID_MS);
  const link = new URL(`/exports/${jobId}/${fileName(url, format)}`, url);
  link.searchParams.set('expires', expires);
  link.searchParams.set('signature', await sign(db, jobId, expires));
  return link.href;
}

/** A file has the tenant's own name. */
function fileName(url: string, format: string): string {
  const [tenant] = new URL(url).hostname.split('.');
  return `${tenant}.${format}.gz`;
}

/** Whether a link was made by this tenant, and how it is now. */
export async function stateOfLink(
  db: Database,
  jobId: string,
  { expires, signature }: { expires: string; signature: string },
): Promise<'valid' | 'expired' | 'forged'> {
  const expected = Buffer.from(await sign(db, jobId, expires));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'forged';
  return Number(expires) > Date.now() ? 'valid' : 'expired';
}

async function sign(db: Database, jobId: string, expires: string): Promise<string> {
  const key = await keepSecret(db, 'export_links', async () => ({
    value: randomBytes(32).toString('base64url'),
  }));
  return createHmac('sha256', Key.parse(key).value).update(`${jobId}.${expires}`).digest('base64url');
}
