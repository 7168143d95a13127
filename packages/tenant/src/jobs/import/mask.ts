import { z } from 'zod';

const MASKED = '*****';
/** Of a hash, what says how it was made and not what it is. */
const PUBLIC_OF_HASHES = new Set(['algorithm', 'encoding', 'digest', 'position']);
const SECRET = /password|secret|hash/iu;
const AnyObject = z.record(z.string(), z.unknown());

/**
 * An entry of an import as it may be shown again: nothing that is or may be a password, a hash or a
 * secret is in it, however the entry was put together.
 */
export function maskUser(user: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(user).map(([key, value]) => [key, maskAttribute(key, value)]));
}

function maskAttribute(key: string, value: unknown): unknown {
  if (key === 'custom_password_hash') return maskLeaves(value, PUBLIC_OF_HASHES);
  if (key === 'mfa_factors') return Array.isArray(value) ? value.map(maskFactor) : MASKED;
  return SECRET.test(key) ? MASKED : value;
}

function maskFactor(factor: unknown): unknown {
  const { data, success } = AnyObject.safeParse(factor);
  if (!success) return MASKED;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      key === 'phone' || key === 'email' ? value : maskLeaves(value, new Set()),
    ]),
  );
}

function maskLeaves(value: unknown, shown: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((inner) => maskLeaves(inner, shown));
  const { data, success } = AnyObject.safeParse(value);
  if (!success) return MASKED;
  return Object.fromEntries(
    Object.entries(data).map(([key, inner]) => [
      key,
      shown.has(key) && typeof inner === 'string' ? inner : maskLeaves(inner, shown),
    ]),
  );
}
