import { type ApiPermission, rolesRows } from '@rollcall/shared/contract/roles.ts';
import { removePermissionsCall } from '@rollcall/shared/user/access-calls.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useAsksToSignIn } from '../../api/conditions.ts';
import { useMe } from '../../api/me.ts';
import { useReason } from '../../api/use-reason.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { CopyAsCurl } from '../../ui/copy-as-curl.tsx';
import { toast } from '../../ui/toast.tsx';
import { nameOfPermission } from './access-groups.ts';
import { useRemovePermissions } from './queries.ts';

interface TakePermissionDialogProps {
  user: UserDetail;
  permission: ApiPermission;
  onClose: () => void;
}

/** Says what becomes of a permission, and takes it away. */
export function TakePermissionDialog({ user, permission, onClose }: TakePermissionDialogProps) {
  const { tenant } = useMe();
  const taking = useRemovePermissions(user.user_id);
  const reason = useReason(rolesRows.removeUserPermissions, taking.error);
  const name = displayName(user);
  const what = [nameOfPermission(permission)];
  const take = () => {
    taking.mutate(
      { what, reason: reason.text },
      {
        onSuccess: () => {
          toast({ text: `${name} no longer has ${permission.permission_name} directly.` });
          onClose();
        },
      },
    );
  };
  return (
    <ActDialog
      title={
        <>
          Take {permission.permission_name} from <bdi>{name}</bdi>?
        </>
      }
      action="Take permission"
      tone="danger"
      isPending={taking.isPending}
      reason={reason}
      asksToSignIn={useAsksToSignIn(rolesRows.removeUserPermissions)}
      error={taking.error}
      footnote={<CopyAsCurl tenant={tenant.domain} calls={[removePermissionsCall(user.user_id, what)]} />}
      onAct={take}
      onClose={onClose}
    >
      <p>
        It is a permission of {permission.resource_server_name ?? permission.resource_server_identifier}.
        Where a role has it too, they keep it through that role. It can be reverted in the history.
      </p>
    </ActDialog>
  );
}
