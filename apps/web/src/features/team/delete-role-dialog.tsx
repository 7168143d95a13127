import { type TeamRoleDetail, teamRows } from '@rollcall/shared/contract/team.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../../api/call.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { toast } from '../../ui/toast.tsx';
import { useActFields } from './act-fields.tsx';
import { teamKey } from './queries.ts';

/** Says what deleting a team role does, and does it. */
export function DeleteRoleDialog({ role, onClose }: { role: TeamRoleDetail; onClose: () => void }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const act = useActFields(teamRows.deleteTeamRole);
  const remove = useMutation({
    mutationFn: () => call(teamRows.deleteTeamRole, { params: { roleId: role.id }, reason: act.reason }),
    onSuccess: async () => {
      toast({ text: `The team role ${role.title} is deleted.` });
      await navigate({ to: '/team/roles', ignoreBlocker: true });
      await queryClient.invalidateQueries({ queryKey: teamKey });
    },
  });
  const close = () => {
    if (!remove.isPending) onClose();
  };
  return (
    <Dialog title={`Delete the team role ${role.title}?`} role="alertdialog" isOpen onOpenChange={close}>
      <p>Nobody has it, so nobody loses anything. It can no longer be given, and cannot be brought back.</p>
      {act.fields}
      {remove.isError && <ProblemNotice error={remove.error} />}
      <DialogActions>
        <Button onPress={close} isDisabled={remove.isPending}>
          Cancel
        </Button>
        <Button
          variant="danger"
          isPending={remove.isPending}
          isDisabled={!act.isReady}
          onPress={() => {
            remove.mutate();
          }}
        >
          Delete the role
        </Button>
      </DialogActions>
    </Dialog>
  );
}
