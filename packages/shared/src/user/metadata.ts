import { z } from 'zod';
import { isJsonObject, type JsonObject } from './merge-patch.ts';

/** The first-level keys that `app_metadata` cannot have. Source: auth0.com/docs/manage-users/user-accounts/metadata/metadata-fields-data */
const forbiddenAppMetadataKeys: ReadonlySet<string> = new Set([
  '__tenant',
  '_id',
  'blocked',
  'clientID',
  'created_at',
  'email_verified',
  'email',
  'globalClientID',
  'global_client_id',
  'identities',
  'lastIP',
  'lastLogin',
  'loginsCount',
  'metadata',
  'multifactor_last_modified',
  'multifactor',
  'updated_at',
  'user_id',
]);

const prototypeKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** The deepest nesting that is taken. */
const maxDepth = 32;

/** One key that cannot be stored, by its path, and why. */
export interface MetadataFault {
  path: string[];
  detail: string;
}

/**
 * What keeps an object from being stored as metadata, in words; empty when nothing does.
 * Source: auth0.com/docs/manage-users/user-accounts/metadata/metadata-fields-data
 */
export function metadataFaults(kind: 'user_metadata' | 'app_metadata', value: JsonObject): MetadataFault[] {
  const forbidden =
    kind === 'app_metadata' ? Object.keys(value).filter((key) => forbiddenAppMetadataKeys.has(key)) : [];
  return [
    ...forbidden.map((key) => ({
      path: [key],
      detail: `Auth0 keeps the key ${key} for itself in app_metadata.`,
    })),
    ...keyFaults(value, []),
  ];
}

function keyFaults(value: unknown, path: string[]): MetadataFault[] {
  if (path.length > maxDepth) return [{ path, detail: `Nested deeper than ${maxDepth} levels.` }];
  if (Array.isArray(value)) return value.flatMap((item, index) => keyFaults(item, [...path, String(index)]));
  if (typeof value === 'string' && !isStorable(value))
    return [{ path, detail: 'Contains a character that cannot be stored.' }];
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...path, key];
    const detail = keyFault(key);
    return detail === undefined ? keyFaults(inner, here) : [{ path: here, detail }];
  });
}

function keyFault(key: string): string | undefined {
  if (prototypeKeys.has(key)) return `The key ${key} is not allowed.`;
  if (key.includes('.') || key.includes('$')) return 'A key cannot contain a dot or a dollar sign.';
  return isStorable(key) ? undefined : 'The key contains a character that cannot be stored.';
}

/** NUL and lone surrogates are valid JSON but not valid text in PostgreSQL. */
export function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

/** The schema of a merge patch of metadata, with one issue per key at fault. */
export function metadataPatch(kind: 'user_metadata' | 'app_metadata') {
  return z.record(z.string(), z.unknown()).superRefine((value, context) => {
    for (const { path, detail } of metadataFaults(kind, value)) {
      context.addIssue({ code: 'custom', path, message: detail });
    }
  });
}
