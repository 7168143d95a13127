import { type Membership, organizationsRows } from '@rollcall/shared/contract/organizations.ts';
import { memberRolesCalls } from '@rollcall/shared/user/access-calls.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useState } from 'react';
import { useAsksToSignIn } from '../../api/conditions.ts';
import { useMe } from '../../api/me.ts';
import { useReason } from '../../api/use-reason.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { CopyAsCurl } from '../../ui/copy-as-curl.tsx';
import type { PickOption } from '../../ui/pick-list.tsx';
import { toast } from '../../ui/toast.tsx';
import { useSetOrganizationRoles } from './queries.ts';
import { RolePicker } from './role-picker.tsx';
import { organizationName } from './words.ts';

interface MemberRolesDialogProps {
  user: UserDetail;
  membership: Membership;
  onClose: () => void;
}

/** The roles of a member in one organization: those that stand there when it is saved, and no others. */
export function MemberRolesDialog({ user, membership, onClose }: MemberRolesDialogProps) {
  const { tenant } = useMe();
  const { organization, roles } = membership;
  const before = (roles ?? []).map(({ id }) => id);
  const [picked, setPicked] = useState<PickOption[]>(
    (roles ?? []).map(({ id, name }) => ({ id, label: name })),
  );
  const setting = useSetOrganizationRoles(user.user_id);
  const reason = useReason(organizationsRows.setOrganizationRoles, setting.error, '', ['roles']);
  const after = picked.map(({ id }) => id);
  const calls = memberRolesCalls(organization.id, user.user_id, before, after);
  const where = organizationName(organization);
  const save = () => {
    setting.mutate(
      { organizationId: organization.id, roles: after, reason: reason.text },
      {
        onSuccess: () => {
          toast({ text: `The roles in ${where} are changed.` });
          onClose();
        },
      },
    );
  };
  return (
    <ActDialog
      title={
        <>
          Roles of <bdi>{displayName(user)}</bdi> in <bdi>{where}</bdi>
        </>
      }
      action="Save roles"
      isReady={calls.length > 0}
      isPending={setting.isPending}
      reason={reason}
      asksToSignIn={useAsksToSignIn(organizationsRows.setOrganizationRoles)}
      error={setting.error}
      footnote={<CopyAsCurl tenant={tenant.domain} calls={calls} />}
      onAct={save}
      onClose={onClose}
    >
      <p>They count only where the user has signed in to {where}. Roles of groups are not among them.</p>
      <RolePicker userId={user.user_id} label="Roles there" picked={picked} onPick={setPicked} />
    </ActDialog>
  );
}
