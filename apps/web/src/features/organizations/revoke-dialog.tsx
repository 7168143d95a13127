import { type Invitation, organizationsRows } from '@rollcall/shared/contract/organizations.ts';
import { revokeInvitationCall } from '@rollcall/shared/user/access-calls.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useAsksToSignIn } from '../../api/conditions.ts';
import { useMe } from '../../api/me.ts';
import { useReason } from '../../api/use-reason.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { CopyAsCurl } from '../../ui/copy-as-curl.tsx';
import { toast } from '../../ui/toast.tsx';
import { useRevokeInvitation } from './queries.ts';
import { organizationName } from './words.ts';

interface RevokeDialogProps {
  user: UserDetail;
  invitation: Invitation;
  onClose: () => void;
}

/** Says what becomes of an invitation, and takes it back. */
export function RevokeDialog({ user, invitation, onClose }: RevokeDialogProps) {
  const { tenant } = useMe();
  const { id, organization } = invitation;
  const revoking = useRevokeInvitation(user.user_id);
  const reason = useReason(organizationsRows.revokeInvitation, revoking.error);
  const where = organizationName(organization);
  const revoke = () => {
    revoking.mutate(
      { organizationId: organization.id, invitationId: id, reason: reason.text },
      {
        onSuccess: () => {
          toast({ text: `The invitation to ${where} is revoked.` });
          onClose();
        },
      },
    );
  };
  return (
    <ActDialog
      title={
        <>
          Revoke the invitation to <bdi>{where}</bdi>?
        </>
      }
      action="Revoke"
      tone="danger"
      isPending={revoking.isPending}
      reason={reason}
      asksToSignIn={useAsksToSignIn(organizationsRows.revokeInvitation)}
      error={revoking.error}
      footnote={<CopyAsCurl tenant={tenant.domain} calls={[revokeInvitationCall(organization.id, id)]} />}
      onAct={revoke}
      onClose={onClose}
    >
      <p>Its link no longer works. Nobody tells the user; they can be invited again.</p>
    </ActDialog>
  );
}
