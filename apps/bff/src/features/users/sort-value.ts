import { isCaseInsensitive } from '@rollcall/shared/query/fields.ts';
import type { TenantUser } from '../../management/user-schema.ts';

const digits = 16;

/**
 * What a user is put in order by, as a text whose bytes compare as the tenant compares the values: without
 * capitals where they make no difference, numbers with all their places. `null` where there is none.
 */
export function sortValueOf(user: TenantUser, field: string): string | null {
  const value: unknown = Object.entries(user).find(([name]) => name === field)?.[1];
  if (typeof value === 'number') return String(Math.max(0, Math.trunc(value))).padStart(digits, '0');
  if (typeof value !== 'string') return null;
  return (isCaseInsensitive(field) ? value.toLowerCase() : value).replaceAll('\0', '').toWellFormed();
}
