import { z } from 'zod';

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

/** Whether a field, or what it lies in, is hidden. `email.domain` goes with `email`. */
export function isMasked(mask: readonly string[], field: string): boolean {
  return mask.some((hidden) => field === hidden || field.startsWith(`${hidden}.`));
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

/** What must not be read of a user whose `identities` show the same again, by the attribute that hides it. */
const twins: Readonly<Record<string, readonly string[]>> = {
  email: ['email', 'email_verified'],
  phone_number: ['phone_number', 'phone_verified'],
  username: ['username'],
};

/**
 * The user without what the mask hides: in the root, in the profile data of identities, and in
 * metadata. What the name and the nickname give away of a hidden address goes too.
 */
export function maskUser<Masked extends object>(mask: readonly string[], user: Masked): Masked {
  if (mask.length === 0) return user;
  // Users are plain JSON, so this is all of them.
  const copy: Masked = JSON.parse(JSON.stringify(user));
  const hidden = mask.flatMap((field) => twins[field] ?? [field]);
  for (const path of hidden) remove(copy, path.split('.'));
  const identities: unknown = Reflect.get(copy, 'identities');
  for (const identity of Array.isArray(identities) ? identities : []) {
    const { profileData } = Object(identity);
    for (const path of hidden) remove(profileData, path.split('.'));
    hideEchoes(mask, user, profileData);
  }
  hideEchoes(mask, user, copy);
  return copy;
}

const echoing = ['name', 'nickname', 'given_name', 'family_name', 'picture'] as const;

/** Auth0 makes the name of somebody who gives none out of the address, and the picture out of its hash. */
function hideEchoes(mask: readonly string[], user: object, shown: unknown): void {
  if (typeof shown !== 'object' || shown === null) return;
  const secrets = ['email', 'phone_number', 'username']
    .filter((field) => isMasked(mask, field))
    .flatMap((field) => {
      const value: unknown = Object.entries(user).find(([name]) => name === field)?.[1];
      return typeof value === 'string' && value !== ''
        ? [value.toLowerCase(), value.toLowerCase().split('@')[0] ?? '']
        : [];
    });
  for (const field of echoing) {
    const value: unknown = Object.entries(shown).find(([name]) => name === field)?.[1];
    if (typeof value !== 'string') continue;
    const echoes = secrets.includes(value.toLowerCase());
    const hashes = field === 'picture' && isMasked(mask, 'email') && /gravatar/i.test(value);
    if (echoes || hashes) remove(shown, [field]);
  }
}

function remove(value: unknown, path: readonly string[]): void {
  const [key, ...rest] = path;
  if (typeof value !== 'object' || value === null || key === undefined || !Object.hasOwn(value, key)) return;
  if (rest.length === 0) Reflect.deleteProperty(value, key);
  else remove(Reflect.get(value, key), rest);
}
