import { isJsonObject, type JsonObject } from '@rollcall/shared/user/merge-patch.ts';

/** One place that a change touches. `undefined` is a key that is not there. */
export interface LeafChange {
  path: string[];
  before: unknown;
  after: unknown;
}

/**
 * The places of `before` that a merge patch touches, and what each becomes: objects key by key,
 * everything else as one value. Source: RFC 7396
 */
export function leafChanges(
  before: JsonObject,
  patch: JsonObject,
  path: readonly string[] = [],
): LeafChange[] {
  const old = new Map(Object.entries(before));
  return Object.entries(patch).flatMap(([key, value]) => {
    const here = [...path, key];
    const was = old.get(key);
    if (isJsonObject(value) && isJsonObject(was)) return leafChanges(was, value, here);
    return [{ path: here, before: was, after: value === null ? undefined : value }];
  });
}
