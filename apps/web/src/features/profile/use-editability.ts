import { decide } from '@rollcall/shared/access/decision.ts';
import { isMasked } from '@rollcall/shared/access/mask.ts';
import { profileRows } from '@rollcall/shared/contract/profile.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useMeans } from '../../api/me.ts';
import { editability, type Editability } from '@rollcall/shared/user/editability.ts';
import { type ProfileField, profileFields } from './values.ts';

const hidden: Editability = { editable: false, cause: 'mask', reason: 'Hidden by your grant.' };

/** For each field of the profile whether this team member can edit it for this user, and why not. */
export function useEditability(user: UserDetail): ReadonlyMap<ProfileField, Editability> {
  const means = useMeans(user);
  return new Map(
    profileFields.map((field) => {
      const decision = decide(profileRows.updateUser, means, [field]);
      return [field, isMasked(user.masked, field) ? hidden : editability(field, user.connection, decision)];
    }),
  );
}
