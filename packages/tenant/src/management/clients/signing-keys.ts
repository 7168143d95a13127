import { exportPKCS8, exportSPKI, importJWK } from 'jose';
import { generate } from 'selfsigned';
import { z } from 'zod';
import { loadSigningKey } from '../../oauth/signing-key.ts';
import type { Database } from '../../store/open.ts';
import type { JsonObject } from '../../store/schema.ts';
import { keepSecret } from '../../store/secrets.ts';

const Stored = z.object({ cert: z.string() });
const COMMON_NAME = 'localhost';
const TEN_YEARS = 3_650 * 86_400_000;

/**
 * What every application shows as `signing_keys`: a certificate of the key that signs the tenant's
 * tokens, made when it is first asked for and kept.
 * @see https://auth0.com/docs/get-started/tenant-settings/signing-keys
 */
export async function loadSigningKeys(db: Database): Promise<JsonObject[]> {
  const { cert } = Stored.parse(await keepSecret(db, 'signing_certificate', () => makeCertificate(db)));
  return [{ cert, subject: `/CN=${COMMON_NAME}` }];
}

async function makeCertificate(db: Database): Promise<{ cert: string }> {
  const { privateJwk, publicKey } = await loadSigningKey(db);
  const privateKey = await importJWK(privateJwk, 'RS256', { extractable: true });
  if (privateKey instanceof Uint8Array) throw new TypeError('The stored signing key is no RSA key.');
  const { cert } = await generate([{ name: 'commonName', value: COMMON_NAME }], {
    keyPair: { privateKey: await exportPKCS8(privateKey), publicKey: await exportSPKI(publicKey) },
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + TEN_YEARS),
  });
  return { cert };
}
