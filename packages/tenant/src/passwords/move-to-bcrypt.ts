import type { Database } from '../store/open.ts';
import { hashPassword, isForeignHash } from './hash.ts';

/**
 * Replaces an imported hash with one of the tenant's own, now that the password is known to be
 * right. Nothing happens when it is one of the tenant's own already, or was changed in the meantime.
 * @see https://community.auth0.com/t/upgrade-from-an-outdated-hash-algorithm-to-bcrypt-for-custom-database/106101
 */
export async function moveToBcrypt(
  db: Database,
  { provider, id, password_hash }: { provider: string; id: string; password_hash: string | null },
  password: string,
): Promise<void> {
  if (password_hash === null || !isForeignHash(password_hash)) return;
  await db
    .updateTable('identities')
    .set({ password_hash: await hashPassword(password) })
    .where('provider', '=', provider)
    .where('id', '=', id)
    .where('password_hash', '=', password_hash)
    .execute();
}
