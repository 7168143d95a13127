import type { User } from '@rollcall/shared/user/user.ts';
import { UserPatch } from '@rollcall/shared/user/user-input.ts';
import { z } from 'zod';

/** What stands in the profile form. An attribute that the user does not have is an empty text or `false`. */
export const ProfileValues = z.object({
  name: z.string(),
  nickname: z.string(),
  given_name: z.string(),
  family_name: z.string(),
  picture: z.string(),
  email: z.string(),
  email_verified: z.boolean(),
  phone_number: z.string(),
  phone_verified: z.boolean(),
  username: z.string(),
});
export type ProfileValues = z.infer<typeof ProfileValues>;

export type ProfileField = keyof ProfileValues;
export type SwitchField = 'email_verified' | 'phone_verified';
export type TextField = Exclude<ProfileField, SwitchField>;

/** Every field of the profile form, in its order. */
export const profileFields = ProfileValues.keyof().options;

/** What people call the fields. */
export const fieldLabels: Record<ProfileField, string> = {
  name: 'Name',
  given_name: 'Given name',
  family_name: 'Family name',
  nickname: 'Nickname',
  picture: 'Picture',
  email: 'E-mail',
  email_verified: 'E-mail verified',
  phone_number: 'Phone number',
  phone_verified: 'Phone verified',
  username: 'Username',
};

/** The profile of a user as the form shows it. */
export function valuesOf(user: User): ProfileValues {
  return {
    name: user.name ?? '',
    nickname: user.nickname ?? '',
    given_name: user.given_name ?? '',
    family_name: user.family_name ?? '',
    picture: user.picture ?? '',
    email: user.email ?? '',
    email_verified: user.email_verified ?? false,
    phone_number: user.phone_number ?? '',
    phone_verified: user.phone_verified ?? false,
    username: user.username ?? '',
  };
}

/** The fields that differ, in the order of the form. Blanks at either end of a text do not count. */
export function changedFields(base: ProfileValues, values: ProfileValues): ProfileField[] {
  return profileFields.filter((field) => trimmed(base[field]) !== trimmed(values[field]));
}

/** A change as it is sent, or what is wrong with it, by field. */
export type Change =
  { ok: true; patch: UserPatch } | { ok: false; errors: Partial<Record<ProfileField, string>> };

/**
 * The change that leads from one state of the form to another: changed fields only, an emptied text
 * as `null`, which takes the attribute away. `irremovable` says why a field cannot be emptied.
 */
export function changeOf(
  base: ProfileValues,
  values: ProfileValues,
  irremovable: Partial<Record<ProfileField, string>> = {},
): Change {
  const fields = changedFields(base, values);
  const kept = fields.flatMap((field) => {
    const reason = trimmed(values[field]) === '' ? irremovable[field] : undefined;
    return reason === undefined ? [] : [[field, reason] as const];
  });
  const entries = fields.map((field): [string, unknown] => [field, sent(values[field])]);
  const parsed = UserPatch.safeParse(Object.fromEntries(entries));
  if (parsed.success && kept.length === 0) return { ok: true, patch: parsed.data };
  const issues = parsed.success ? [] : parsed.error.issues;
  const faults = profileFields.flatMap((field) => {
    const issue = issues.find(({ path }) => path[0] === field);
    return issue === undefined ? [] : [[field, issue.message] as const];
  });
  return { ok: false, errors: Object.fromEntries([...faults, ...kept]) };
}

function sent(value: string | boolean): string | boolean | null {
  const clean = trimmed(value);
  return clean === '' ? null : clean;
}

function trimmed(value: string | boolean): string | boolean {
  return typeof value === 'string' ? value.trim() : value;
}
