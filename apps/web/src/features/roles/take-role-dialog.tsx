import { type Role, rolesRows } from '@rollcall/shared/contract/roles.ts';
import { removeRolesCall } from '@rollcall/shared/user/access-calls.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useAsksToSignIn } from '../../api/conditions.ts';
import { useMe } from '../../api/me.ts';
import { useReason } from '../../api/use-reason.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { CopyAsCurl } from '../../ui/copy-as-curl.tsx';
import { toast } from '../../ui/toast.tsx';
import { useRemoveRole } from './queries.ts';

interface TakeRoleDialogProps {
  user: UserDetail;
  role: Role;
  onClose: () => void;
}

/** Says what is lost with a role, and takes it away. */
export function TakeRoleDialog({ user, role, onClose }: TakeRoleDialogProps) {
  const { tenant } = useMe();
  const taking = useRemoveRole(user.user_id);
  const reason = useReason(rolesRows.removeUserRole, taking.error);
  const name = displayName(user);
  const take = () => {
    taking.mutate(
      { what: role.id, reason: reason.text },
      {
        onSuccess: () => {
          toast({ text: `${name} no longer has ${role.name}.` });
          onClose();
        },
      },
    );
  };
  return (
    <ActDialog
      title={
        <>
          Take <bdi>{role.name}</bdi> from <bdi>{name}</bdi>?
        </>
      }
      action="Take role"
      tone="danger"
      isPending={taking.isPending}
      reason={reason}
      asksToSignIn={useAsksToSignIn(rolesRows.removeUserRole)}
      error={taking.error}
      footnote={<CopyAsCurl tenant={tenant.domain} calls={[removeRolesCall(user.user_id, [role.id])]} />}
      onAct={take}
      onClose={onClose}
    >
      <p>
        They keep what they have directly, through other roles, groups and organizations. Tokens that
        applications already hold keep what is in them until they expire. It can be reverted in the history.
      </p>
    </ActDialog>
  );
}
