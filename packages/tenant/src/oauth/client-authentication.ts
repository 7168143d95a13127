import { timingSafeEqual } from 'node:crypto';
import { type Client, findClient } from '../store/clients.ts';
import type { Database } from '../store/open.ts';

/** The application that sends its own secret; undefined when there is none, or the secret is another. */
export async function findAuthentic(
  db: Database,
  id: string | undefined,
  secret: string | undefined,
): Promise<Client | undefined> {
  if (id === undefined || secret === undefined || /\0/u.test(id)) return undefined;
  const client = await findClient(db, id);
  return client !== undefined && sameSecret(client.client_secret, secret) ? client : undefined;
}

function sameSecret(known: string, sent: string): boolean {
  const [a, b] = [Buffer.from(known), Buffer.from(sent)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A client's HTTP Basic credentials, if there are any. RFC 6749 section 2.3.1: both parts are form-encoded inside the Basic credentials. */
export function readBasic(authorization: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^Basic ([\w+/=-]+)$/iu.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  try {
    return { id: formDecode(id), secret: formDecode(secret.join(':')) };
  } catch {
    return undefined;
  }
}

function formDecode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}
