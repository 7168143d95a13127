import { diffMergePatch, sameJson } from '@rollcall/shared/user/merge-patch.ts';
import { Metadata, type User } from '@rollcall/shared/user/user.ts';
import type { UserPatch } from '@rollcall/shared/user/user-input.ts';
import { z } from 'zod';
import { type LeafChange, leafChanges } from './leaf-changes.ts';

/** Both metadata of a user; an absent one is an empty object. */
export const MetadataValues = z.object({ user_metadata: Metadata, app_metadata: Metadata });
export type MetadataValues = z.infer<typeof MetadataValues>;

export type MetadataKind = keyof MetadataValues;
export const metadataKinds = MetadataValues.keyof().options;

/** The metadata of a user as the form edits them. */
export function metadataOf(user: User): MetadataValues {
  return { user_metadata: user.user_metadata ?? {}, app_metadata: user.app_metadata ?? {} };
}

/** The change that leads from one state to the other, as merge patches; nothing when there is none (RFC 7396). */
export function metadataChange(base: MetadataValues, values: MetadataValues): UserPatch | undefined {
  const changed = metadataKinds.filter((kind) => !sameJson(base[kind], values[kind]));
  if (changed.length === 0) return undefined;
  return Object.fromEntries(changed.map((kind) => [kind, diffMergePatch(base[kind], values[kind])]));
}

/** Each place that differs, by its path from the user on. */
export function metadataChanges(base: MetadataValues, values: MetadataValues): LeafChange[] {
  return leafChanges(base, metadataChange(base, values) ?? {});
}
