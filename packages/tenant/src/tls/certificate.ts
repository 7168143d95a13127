import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { z } from 'zod';
import type { Database } from '../store/open.ts';
import { keepSecret } from '../store/secrets.ts';

/** What a server proves itself with; both in PEM. */
export interface Certificate {
  key: string;
  cert: string;
}

const Stored = z.object({ key: z.string(), cert: z.string() });
const TEN_YEARS = 3_650 * 86_400_000;

/** The tenant's certificate for `localhost`, made by itself at its first start with TLS and kept. */
export async function loadCertificate(db: Database): Promise<Certificate> {
  return Stored.parse(await keepSecret(db, 'certificate', makeCertificate));
}

/** Puts the certificate where clients can be told to trust it, and answers where that is. */
export function publishCertificate({ cert }: Certificate, directory: string): string {
  const file = join(directory, 'certificate.pem');
  mkdirSync(directory, { recursive: true });
  writeFileSync(file, cert);
  return file;
}

async function makeCertificate(): Promise<{ key: string; cert: string }> {
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + TEN_YEARS),
    extensions: [
      // It vouches for itself, so clients have to take it for an authority.
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  return { key: made.private, cert: made.cert };
}
