import type { AuditChange } from '@rollcall/shared/contract/audit.ts';
import { isJsonObject, sameJson } from '@rollcall/shared/user/merge-patch.ts';
import type { ListedChange } from './change-list.tsx';

/** The places that an act changed, by path: of an object only what differs, of anything else the whole. */
export function leafChanges(changes: readonly AuditChange[]): ListedChange[] {
  return changes.flatMap(({ field, before, after }) => leaves(field, before, after));
}

function leaves(path: string, before: unknown, after: unknown): ListedChange[] {
  if (!isJsonObject(before) || !isJsonObject(after)) {
    return [{ label: path, before: before ?? undefined, after: after ?? undefined }];
  }
  const old = new Map(Object.entries(before));
  const now = new Map(Object.entries(after));
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((key) => !sameJson(old.get(key), now.get(key)))
    .flatMap((key) => leaves(`${path}.${key}`, old.get(key), now.get(key)));
}
