import { decide } from '@rollcall/shared/access/decision.ts';
import { profileRows } from '@rollcall/shared/contract/profile.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useMe } from '../../api/me.ts';
import { editability, type Editability } from './editable.ts';
import { type ProfileField, profileFields } from './values.ts';

/** For each field of the profile whether this team member can edit it for this user, and why not. */
export function useEditability(user: UserDetail): ReadonlyMap<ProfileField, Editability> {
  const { scopes } = useMe();
  return new Map(
    profileFields.map((field) => {
      const decision = decide(profileRows.updateUser, { permissions: user.permissions, scopes }, [field]);
      return [field, editability(field, user.connection, decision)];
    }),
  );
}
