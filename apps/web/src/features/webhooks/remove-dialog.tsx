import { type Webhook, webhooksRows } from '@rollcall/shared/contract/webhooks.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { toast } from '../../ui/toast.tsx';
import { useActFields } from './act-fields.tsx';
import { webhooksKey, webhooksQuery } from './queries.ts';

interface RemoveDialogProps {
  webhook: Webhook;
  onClose: () => void;
  onRemoved: () => Promise<void>;
}

/** Says what is lost, and removes a webhook. */
export function RemoveDialog({ webhook, onClose, onRemoved }: RemoveDialogProps) {
  const queryClient = useQueryClient();
  const act = useActFields(webhooksRows.deleteWebhook, `remove webhook ${webhook.id}`);
  const remove = useMutation({
    mutationFn: () =>
      call(webhooksRows.deleteWebhook, { params: { webhookId: webhook.id }, reason: act.reason }),
    onSuccess: async () => {
      toast({ text: 'The webhook is removed.' });
      await onRemoved();
      queryClient.setQueryData(webhooksQuery.queryKey, (before) =>
        before?.filter(({ id }) => id !== webhook.id),
      );
      void queryClient.invalidateQueries({ queryKey: webhooksKey });
    },
  });
  return (
    <Dialog title="Remove this webhook?" role="alertdialog" isOpen onOpenChange={onClose}>
      <p>
        <bdi>{webhook.url}</bdi> is told of nothing any more. What still waits is not sent, and the list of
        deliveries is gone. This cannot be undone: a new webhook has a new secret.
      </p>
      {act.fields(remove.error)}
      {remove.isError && <ProblemNotice error={remove.error} />}
      <DialogActions>
        <Button onPress={onClose} isDisabled={remove.isPending}>
          Cancel
        </Button>
        <Button
          variant="danger"
          isPending={remove.isPending}
          isDisabled={!act.isReady(remove.error)}
          onPress={() => remove.mutate()}
        >
          Remove webhook
        </Button>
      </DialogActions>
    </Dialog>
  );
}
