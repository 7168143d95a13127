import type { AuditChange } from '@rollcall/shared/contract/audit.ts';
import { isJsonObject } from '@rollcall/shared/user/merge-patch.ts';
import { isDeepStrictEqual } from 'node:util';

/** The attributes of a user whose values the audit trail keeps; of all others only that something was done. */
const told = [
  'email',
  'email_verified',
  'phone_number',
  'phone_verified',
  'username',
  'name',
  'nickname',
  'given_name',
  'family_name',
  'picture',
  'blocked',
] as const;

/** What an act changed of a user: attribute by attribute, metadata by first-level key in their order. */
export function userChanges(before: object, after: object): AuditChange[] {
  const was = new Map<string, unknown>(Object.entries(before));
  const is = new Map<string, unknown>(Object.entries(after));
  const attributes = told.map((field) => [field, was.get(field), is.get(field)] as const);
  const metadata = ['user_metadata', 'app_metadata'].flatMap((kind) => {
    const [old, now] = [was.get(kind), is.get(kind)].map((value) => (isJsonObject(value) ? value : {}));
    const keys = new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})]);
    return [...keys].toSorted().map((key) => [`${kind}.${key}`, old?.[key], now?.[key]] as const);
  });
  return [...attributes, ...metadata]
    .filter(([, old, now]) => !isDeepStrictEqual(old ?? null, now ?? null))
    .map(([field, old, now]) => ({ field, before: old ?? null, after: now ?? null }));
}
