import { createHmac } from 'node:crypto';

/**
 * The header `Rollcall-Signature`: when it was signed, and the HMAC-SHA256 of that and the body. The time
 * is signed too, so that an old report cannot be passed off as a new one.
 */
export function signatureOf(secret: string, seconds: number, body: string): string {
  const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${mac}`;
}
