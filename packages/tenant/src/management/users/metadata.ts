import type { Json, JsonObject } from '../../store/schema.ts';
import { ManagementError } from '../management-error.ts';

/** @see https://auth0.com/docs/manage-users/user-accounts/metadata/metadata-fields-data */
const RESERVED = new Set(
  (
    '__tenant _id blocked clientID created_at email_verified email globalClientID global_client_id identities ' +
    'lastIP lastLogin loginsCount metadata multifactor_last_modified multifactor updated_at user_id'
  ).split(' '),
);

/**
 * Merges what was sent into what is there, at the first level only: a value replaces, null deletes,
 * and an empty object clears everything.
 * @see https://auth0.com/docs/manage-users/user-accounts/metadata/manage-metadata-api
 */
export function mergeMetadata(current: JsonObject | undefined, sent: JsonObject): JsonObject {
  const entries = Object.entries(sent);
  if (entries.length === 0) return {};
  const merged = new Map<string, Json>(Object.entries(current ?? {}));
  for (const [key, value] of entries) {
    if (value === null) merged.delete(key);
    else merged.set(key, value);
  }
  return Object.fromEntries(merged);
}

/**
 * Refuses names that cannot be kept, and in `app_metadata` those that Auth0 reserves.
 * @throws {ManagementError} 400 `invalid_body`
 */
export function assertMetadata(
  kind: 'user_metadata' | 'app_metadata',
  metadata: JsonObject | undefined,
): void {
  const fault = metadataFault(kind, metadata);
  if (fault === undefined) return;
  throw new ManagementError(400, `Payload validation error: '${fault}' on property ${kind}.`, 'invalid_body');
}

/** Why metadata cannot be kept under these names; undefined when it can. */
export function metadataFault(
  kind: 'user_metadata' | 'app_metadata',
  metadata: JsonObject | undefined,
): string | undefined {
  if (metadata === undefined) return undefined;
  const reserved = kind === 'app_metadata' ? Object.keys(metadata).filter((key) => RESERVED.has(key)) : [];
  if (reserved.length > 0) return `The following properties are reserved: ${reserved.join(', ')}`;
  const wrong = findWrongName(metadata);
  return wrong === undefined ? undefined : `Property names must not contain "." or "$": ${wrong}`;
}

function findWrongName(value: Json): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    if (!Array.isArray(value) && /[.$]/u.test(key)) return key;
    const wrong = findWrongName(inner);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}
