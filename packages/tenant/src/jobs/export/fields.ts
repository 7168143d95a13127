import { z } from 'zod';
import type { UserProfile } from '../../store/schema.ts';

/** One column of an export: where its values are, and its title when that is another. */
export const ExportField = z.strictObject({
  name: z.string().max(100),
  export_as: z.string().max(100).optional(),
});
export type ExportField = z.output<typeof ExportField>;

/** What an export was asked to do. */
export const ExportParameters = z.object({
  format: z.enum(['csv', 'json']),
  limit: z.int().optional(),
  fields: z.array(ExportField).optional(),
});

/** The columns of an export that names none. */
export const DEFAULT_FIELDS: readonly ExportField[] = [
  { name: 'user_id', export_as: 'Id' },
  { name: 'given_name', export_as: 'Given Name' },
  { name: 'family_name', export_as: 'Family Name' },
  { name: 'nickname', export_as: 'Nickname' },
  { name: 'name', export_as: 'Name' },
  { name: 'email', export_as: 'Email' },
  { name: 'email_verified', export_as: 'Email Verified' },
  { name: 'picture', export_as: 'Picture' },
  { name: 'identities[0].connection', export_as: 'Connection' },
  { name: 'created_at', export_as: 'Created At' },
  { name: 'updated_at', export_as: 'Updated At' },
];

const AnyObject = z.record(z.string(), z.unknown());

/** The value under a path such as `user_metadata.address.city` or `identities[0].connection`. */
export function valueAt(user: UserProfile, path: string): unknown {
  let value: unknown = user;
  for (const [, key, index] of path.matchAll(/([^.[\]]+)|\[(\d+)\]/gu)) {
    if (index !== undefined) value = Array.isArray(value) ? value[Number(index)] : undefined;
    else value = ownProperty(value, key ?? '');
  }
  return value;
}

function ownProperty(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return undefined;
  const { data } = AnyObject.safeParse(value);
  return data !== undefined && Object.hasOwn(data, key) ? data[key] : undefined;
}
