import { type Membership, organizationsRows } from '@rollcall/shared/contract/organizations.ts';
import { removeMemberCall } from '@rollcall/shared/user/access-calls.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useAsksToSignIn } from '../../api/conditions.ts';
import { useMe } from '../../api/me.ts';
import { useReason } from '../../api/use-reason.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { CopyAsCurl } from '../../ui/copy-as-curl.tsx';
import { toast } from '../../ui/toast.tsx';
import { useRemoveFromOrganization } from './queries.ts';
import { organizationName } from './words.ts';

interface RemoveDialogProps {
  user: UserDetail;
  membership: Membership;
  onClose: () => void;
}

/** Says what is lost with a membership, and takes it away. */
export function RemoveDialog({ user, membership, onClose }: RemoveDialogProps) {
  const { tenant } = useMe();
  const { organization, roles } = membership;
  const removing = useRemoveFromOrganization(user.user_id);
  const reason = useReason(organizationsRows.removeUserFromOrganization, removing.error);
  const name = displayName(user);
  const where = organizationName(organization);
  const remove = () => {
    removing.mutate(
      { organizationId: organization.id, reason: reason.text },
      {
        onSuccess: () => {
          toast({ text: `${name} is no longer a member of ${where}.` });
          onClose();
        },
      },
    );
  };
  return (
    <ActDialog
      title={
        <>
          Remove <bdi>{name}</bdi> from <bdi>{where}</bdi>?
        </>
      }
      action="Remove"
      tone="danger"
      isPending={removing.isPending}
      reason={reason}
      asksToSignIn={useAsksToSignIn(organizationsRows.removeUserFromOrganization)}
      error={removing.error}
      footnote={
        <CopyAsCurl tenant={tenant.domain} calls={[removeMemberCall(organization.id, user.user_id)]} />
      }
      onAct={remove}
      onClose={onClose}
    >
      <p>
        They can no longer sign in to {where}
        {roles === null || roles.length === 0
          ? '.'
          : `, and lose their roles there: ${roles.map((role) => role.name).join(', ')}.`}{' '}
        The user, and what applications have stored about them, stay. Whoever adds them again gives the roles
        anew.
      </p>
    </ActDialog>
  );
}
