import { isJsonObject, type JsonObject } from '@rollcall/shared/user/merge-patch.ts';
import { type MetadataFault, metadataFaults } from '@rollcall/shared/user/metadata.ts';
import type { MetadataKind } from './metadata-values.ts';

/** What was typed, read: an object that can be stored, or what keeps it from being one. */
export type MetadataText =
  { ok: true; value: JsonObject } | { ok: false; faults: MetadataFault[]; value?: JsonObject };

/** Metadata as a text to edit. */
export function textOf(value: JsonObject): string {
  return JSON.stringify(value, null, 2);
}

/** Reads a text as metadata. An empty text is an empty object. `base` is what is stored now. */
export function readMetadata(kind: MetadataKind, text: string, base: JsonObject): MetadataText {
  const value = parse(text);
  if (value === undefined) return { ok: false, faults: [{ path: [], detail: 'This is not JSON yet.' }] };
  if (!isJsonObject(value)) {
    return { ok: false, faults: [{ path: [], detail: `${kind} is an object: { "key": "value" }.` }] };
  }
  const faults = [...metadataFaults(kind, value), ...newNulls(value, base, [])];
  return faults.length === 0 ? { ok: true, value } : { ok: false, faults, value };
}

function parse(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/**
 * In a merge patch `null` takes a key away, so a key cannot be given the value `null` (RFC 7396). One
 * that is stored already stays, and inside an array `null` is a value like any other.
 */
function newNulls(value: JsonObject, base: unknown, path: readonly string[]): MetadataFault[] {
  const stored = new Map(isJsonObject(base) ? Object.entries(base) : []);
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...path, key];
    if (isJsonObject(inner)) return newNulls(inner, stored.get(key), here);
    if (inner !== null || stored.get(key) === null) return [];
    return [{ path: here, detail: 'null cannot be stored here; leave the key out.' }];
  });
}
