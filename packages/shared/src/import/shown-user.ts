import type { JsonObject } from '../user/merge-patch.ts';
import { secretAttributes } from './targets.ts';

/** What stands where a hash or a secret would. */
export const hiddenValue = '•••••';

const secret = new Set<string>(secretAttributes);

/** A user of an import as it may be shown: of hashes and factors only that they are there. */
export function shownUser(user: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(user).map(([key, value]) => [key, secret.has(key) ? hiddenValue : value]),
  );
}
