import { z } from 'zod';
import { isJsonObject } from '../user/merge-patch.ts';

/** Root attributes that a grant can hide. */
export const maskableAttributes = ['email', 'phone_number', 'username', 'last_ip'] as const;

/**
 * What a grant hides of the users it covers: root attributes, and metadata from a path downwards.
 * `user_metadata` hides all of it.
 */
export const MaskedField = z.union([
  z.enum(maskableAttributes),
  z
    .string()
    .regex(
      /^(user|app)_metadata(\.[A-Za-z0-9_-]{1,64}){0,8}$/,
      'is neither an attribute that can be hidden nor a path into metadata',
    ),
]);

/** The fields that a grant hides. */
export const FieldMask = z.array(MaskedField).max(50);
export type FieldMask = z.infer<typeof FieldMask>;

/** Attributes that say something of another one, and are hidden with it. */
const owners: ReadonlyMap<string, string> = new Map([
  ['email_verified', 'email'],
  ['phone_verified', 'phone_number'],
]);

/**
 * Whether a field, or what it lies in, is hidden. `email.domain` and `email_verified` go with `email`.
 */
export function isMasked(mask: readonly string[], field: string): boolean {
  const owner = owners.get(field) ?? field;
  return mask.some((hidden) => owner === hidden || owner.startsWith(`${hidden}.`));
}

/** Whether anything at or below a field is hidden, so that the whole of it cannot be shown. */
export function isPartlyMasked(mask: readonly string[], field: string): boolean {
  return isMasked(mask, field) || mask.some((hidden) => hidden.startsWith(`${field}.`));
}

/**
 * The fields that all of several masks hide: whoever is covered twice sees what either grant shows.
 * No mask at all means that nothing is hidden.
 */
export function commonMask(masks: readonly (readonly string[])[]): string[] {
  const [first, ...others] = masks;
  if (first === undefined) return [];
  const candidates = new Set(masks.flat());
  return [...candidates].filter((field) => [first, ...others].every((mask) => isMasked(mask, field)));
}

/** What a user is addressed by. Names are often made of it. */
const addresses = ['email', 'phone_number', 'username'] as const;

/** Whether a mask hides what names can be made of. */
export function hidesAddresses(mask: readonly string[]): boolean {
  return addresses.some((field) => isMasked(mask, field));
}

const echoing: ReadonlySet<string> = new Set(['name', 'nickname', 'given_name', 'family_name', 'picture']);

/**
 * The fields of this user that a mask hides: its own, and the names and the picture that give a hidden
 * address away. Auth0 makes the name of somebody who gives none out of the address, and the picture out
 * of its hash.
 */
export function hiddenFields(mask: readonly string[], user: object): string[] {
  const secrets = secretsOf(mask, user);
  const echoes = Object.entries(user).flatMap(([field, value]) =>
    isEcho(mask, secrets, field, value) ? [field] : [],
  );
  const owned = [...owners].flatMap(([field, owner]) => (isMasked(mask, owner) ? [field] : []));
  return [...new Set([...mask, ...owned, ...echoes])];
}

/**
 * The user without what the mask hides: in the root, in the profile data of identities, and in
 * metadata, through arrays as a search looks through them.
 */
export function maskUser<Masked extends object>(mask: readonly string[], user: Masked): Masked {
  if (mask.length === 0) return user;
  const secrets = secretsOf(mask, user);
  const isHidden = (path: string, value: unknown) => {
    const field = path.replace(/^identities\.profileData\./, '');
    return isMasked(mask, field) || isEcho(mask, secrets, field, value);
  };
  // Users are plain JSON, so this is all of them.
  return JSON.parse(JSON.stringify(without(isHidden, '', user)));
}

/** The value of one field, such as a path into metadata; `undefined` where there is none. */
export function valueAt(user: unknown, field: string): unknown {
  const [key, ...rest] = field.split('.');
  if (Array.isArray(user)) return user.map((item) => valueAt(item, field) ?? null);
  if (!isJsonObject(user)) return undefined;
  const value = Object.entries(user).find(([name]) => name === key)?.[1];
  return rest.length === 0 ? value : valueAt(value, rest.join('.'));
}

function without(isHidden: (path: string, value: unknown) => boolean, path: string, value: unknown): unknown {
  const below = (key: string | number) => (path === '' ? String(key) : `${path}.${key}`);
  if (Array.isArray(value)) {
    return value
      .filter((item, index) => !isHidden(below(index), item))
      .map((item) => without(isHidden, path, item));
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !isHidden(below(key), inner))
      .map(([key, inner]) => [key, without(isHidden, below(key), inner)]),
  );
}

/** What must not be told: hidden addresses, and what is a sign of one only where it stands alone. */
interface Secrets {
  anywhere: string[];
  alone: string[];
}

function secretsOf(mask: readonly string[], user: object): Secrets {
  const identities = valueAt(user, 'identities.profileData');
  const sources: unknown[] = [user, ...(Array.isArray(identities) ? identities : [])];
  const hidden = (field: (typeof addresses)[number]) =>
    sources.flatMap((source) => {
      const value = isMasked(mask, field) ? valueAt(source, field) : undefined;
      return typeof value === 'string' && value !== '' ? [value.toLowerCase()] : [];
    });
  const emails = hidden('email');
  return {
    anywhere: [...emails, ...hidden('phone_number')],
    alone: [...hidden('username'), ...emails.map((email) => email.split('@')[0] ?? '')],
  };
}

function isEcho(mask: readonly string[], secrets: Secrets, field: string, value: unknown): boolean {
  if (!echoing.has(field) || typeof value !== 'string') return false;
  const told = value.toLowerCase().replaceAll('%40', '@');
  if (field === 'picture' && isMasked(mask, 'email') && told.includes('gravatar')) return true;
  return secrets.alone.includes(told) || secrets.anywhere.some((secret) => told.includes(secret));
}
