import { type AuditEvent, auditRows } from '@rollcall/shared/contract/audit.ts';
import { profileRows } from '@rollcall/shared/contract/profile.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useAsksForReason } from '../../api/conditions.ts';
import { userKey } from '../../api/user.ts';
import { userListsKey } from '../../api/user-lists.ts';
import { isProblem } from '../../lib/problem-error.ts';
import { Button } from '../../ui/button.tsx';
import { ChangeList } from '../../ui/change-list.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { leafChanges } from '../../ui/leaf-changes.ts';

interface RevertDialogProps {
  event: AuditEvent;
  onClose: () => void;
  onReverted: () => void;
}

/** Says what would be written back and to whom, and does it as a new act. */
export function RevertDialog({ event, onClose, onReverted }: RevertDialogProps) {
  const [reason, setReason] = useState('');
  const queryClient = useQueryClient();
  const reverting = useMutation({
    mutationFn: () => call(auditRows.revertAuditEvent, { params: { eventId: String(event.id) }, reason }),
    onSuccess: async ({ data }) => {
      toast({ text: `Reverted ${data.reverted.join(', ')}.` });
      void queryClient.invalidateQueries({ queryKey: userListsKey });
      await queryClient.invalidateQueries({ queryKey: userKey(data.userId) });
      onReverted();
    },
  });
  const asksForReason = useAsksToRevert(event) || isProblem(reverting.error, 'reason_required');
  const back = leafChanges(event.changes).map(({ label, before, after }) => ({
    label,
    before: after,
    after: before,
  }));
  const name = event.target?.name ?? event.target?.id ?? '';
  return (
    <Dialog
      title={
        <>
          Revert this change of <bdi>{name}</bdi>?
        </>
      }
      role="alertdialog"
      size="large"
      isOpen
      onOpenChange={onClose}
    >
      <p>
        This is written back, as a new change in your name. Where something was changed again meanwhile,
        nothing is written.
      </p>
      <ChangeList changes={back} />
      {asksForReason && <ReasonField value={reason} onChange={setReason} />}
      {reverting.isError && <ProblemNotice error={reverting.error} />}
      <DialogActions>
        <Button onPress={onClose} isDisabled={reverting.isPending}>
          Cancel
        </Button>
        <Button
          variant="primary"
          isPending={reverting.isPending}
          isDisabled={asksForReason && reason.trim() === ''}
          onPress={() => reverting.mutate()}
        >
          Revert
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** A revert spends what the act itself spent. */
function useAsksToRevert({ changes }: AuditEvent): boolean {
  const fields = changes.map(({ field }) => field.split('.')[0] ?? field);
  const forRevert = useAsksForReason(auditRows.revertAuditEvent);
  const forFields = useAsksForReason(profileRows.updateUser, fields);
  const forBlock = useAsksForReason(profileRows.blockUser);
  return forRevert || forFields || (fields.includes('blocked') && forBlock);
}
