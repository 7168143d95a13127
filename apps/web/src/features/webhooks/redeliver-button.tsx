import { type Webhook, type WebhookDelivery, webhooksRows } from '@rollcall/shared/contract/webhooks.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useAsksForReason } from '../../api/conditions.ts';
import { useMay } from '../../api/me.ts';
import { isProblem } from '../../lib/problem-error.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { toast } from '../../ui/toast.tsx';
import { useActFields } from './act-fields.tsx';
import { webhooksKey } from './queries.ts';

interface RedeliverProps {
  webhook: Webhook;
  delivery: WebhookDelivery;
}

/** Sends a report again: at once, or after it was said why. What goes wrong is told in a dialog. */
export function RedeliverButton({ webhook, delivery }: RedeliverProps) {
  const [isAsking, setAsking] = useState(false);
  const may = useMay(webhooksRows.redeliverWebhook);
  const asksForReason = useAsksForReason(webhooksRows.redeliverWebhook);
  const again = useRedeliver({ webhook, delivery }, () => setAsking(false));
  const act = useActFields(webhooksRows.redeliverWebhook, `send ${delivery.id} again`);
  const send = () => again.mutate(act.reason, { onError: () => setAsking(true) });
  const label = `Send again: ${delivery.action}, event ${delivery.eventId}`;
  return (
    <>
      <Button
        size="small"
        aria-label={label}
        isPending={again.isPending && !isAsking}
        isDisabled={!may.allowed || !webhook.enabled}
        onPress={() => (asksForReason ? setAsking(true) : send())}
      >
        Send again
      </Button>
      {isAsking && (
        <Dialog title="Send this report again?" role="alertdialog" isOpen onOpenChange={setAsking}>
          <p>It is sent as it was, under the same delivery id.</p>
          {act.fields(again.error)}
          {again.isError && !isProblem(again.error, 'reason_required') && (
            <ProblemNotice error={again.error} />
          )}
          <DialogActions>
            <Button onPress={() => setAsking(false)} isDisabled={again.isPending}>
              Cancel
            </Button>
            <Button
              variant="primary"
              isPending={again.isPending}
              isDisabled={!act.isReady(again.error)}
              onPress={send}
            >
              Send again
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </>
  );
}

function useRedeliver({ webhook, delivery }: RedeliverProps, onDone: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) =>
      call(webhooksRows.redeliverWebhook, {
        params: { webhookId: webhook.id, deliveryId: delivery.id },
        reason,
      }),
    onSuccess: () => {
      toast({ text: 'The report is on its way again.' });
      void queryClient.invalidateQueries({ queryKey: webhooksKey });
      onDone();
    },
  });
}
