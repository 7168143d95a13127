/** A JSON object. */
export type JsonObject = Record<string, unknown>;

/** Whether a value is a JSON object: not `null`, not an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Applies a merge patch: `null` takes a key away, objects merge at any depth, the rest replaces (RFC 7396). */
export function applyMergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  const result = new Map(Object.entries(target));
  for (const [key, value] of Object.entries(patch)) {
    const before = result.get(key);
    if (value === null) result.delete(key);
    else if (isJsonObject(value)) result.set(key, applyMergePatch(isJsonObject(before) ? before : {}, value));
    else result.set(key, value);
  }
  return Object.fromEntries(result);
}

/** The merge patch that leads from one object to another; `{}` when they are equal (RFC 7396). */
export function diffMergePatch(before: JsonObject, after: JsonObject): JsonObject {
  const patch: [string, unknown][] = [];
  const old = new Map(Object.entries(before));
  const now = new Map(Object.entries(after));
  for (const key of old.keys()) if (!now.has(key)) patch.push([key, null]);
  for (const [key, value] of now) {
    const was = old.get(key);
    if (sameJson(was, value)) continue;
    patch.push([key, isJsonObject(was) && isJsonObject(value) ? diffMergePatch(was, value) : value]);
  }
  return Object.fromEntries(patch);
}

/**
 * What has to be sent so that a first-level merge leads from one object to another: Auth0 merges
 * metadata at the first level only, so a changed key travels whole, and one that went as `null`.
 * Source: auth0.com/docs/manage-users/user-accounts/metadata/manage-metadata-api
 */
export function firstLevelPatch(before: JsonObject, after: JsonObject): JsonObject {
  const old = new Map(Object.entries(before));
  const now = new Map(Object.entries(after));
  const gone = [...old.keys()].filter((key) => !now.has(key)).map((key): [string, unknown] => [key, null]);
  const changed = [...now].filter(([key, value]) => !sameJson(old.get(key), value));
  return Object.fromEntries([...gone, ...changed]);
}

/** Whether two JSON values are equal; the order of an object's keys does not count. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const other = new Map(Object.entries(b));
  const entries = Object.entries(a);
  return (
    entries.length === other.size &&
    entries.every(([key, value]) => other.has(key) && sameJson(value, other.get(key)))
  );
}
