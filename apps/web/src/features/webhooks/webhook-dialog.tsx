import { type Webhook, webhooksRows } from '@rollcall/shared/contract/webhooks.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { call } from '../../api/call.ts';
import { useKeeping, useKept } from '../../lib/kept-form.ts';
import { ProblemError } from '../../lib/problem-error.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { useActFields } from './act-fields.tsx';
import { ActionChoice } from './action-choice.tsx';
import { bodyOf, draftOf, WebhookDraft } from './draft.ts';
import { webhooksKey } from './queries.ts';
import { SecretDialog } from './secret-dialog.tsx';
import styles from './webhooks.module.css';

interface WebhookDialogProps {
  /** Absent for a new one. */
  webhook?: Webhook;
  onClose: () => void;
}

/** Adds a webhook, and shows its secret then; or changes one. */
export function WebhookDialog({ webhook, onClose }: WebhookDialogProps) {
  const keptKey = `webhook ${webhook?.id ?? 'new'}`;
  const kept = useKept(keptKey, WebhookDraft);
  const queryClient = useQueryClient();
  const [begun] = useState(() => draftOf(webhook));
  const [draft, setDraft] = useState(kept ?? begun);
  const row = webhook === undefined ? webhooksRows.createWebhook : webhooksRows.updateWebhook;
  const act = useActFields(row, `save ${keptKey}`);
  const save = useMutation({
    mutationFn: (body: NonNullable<ReturnType<typeof bodyOf>>) => store(webhook, body, act.reason),
    onSuccess: async (secret) => {
      void queryClient.invalidateQueries({ queryKey: webhooksKey });
      if (secret !== undefined) return;
      toast({ text: 'The webhook is changed.' });
      onClose();
    },
  });
  const isDirty = JSON.stringify(draft) !== JSON.stringify(begun);
  useKeeping(
    keptKey,
    useMemo(() => (isDirty ? draft : undefined), [isDirty, draft]),
  );
  if (save.data !== undefined) return <SecretDialog secret={save.data} onClose={onClose} />;

  const change = (changes: Partial<WebhookDraft>) => {
    setDraft((before) => ({ ...before, ...changes }));
    if (save.isError) save.reset();
  };
  const body = bodyOf(draft);
  const canSave = body !== undefined && isDirty && act.isReady(save.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (canSave && !save.isPending) save.mutate(body);
  };
  const fault = faultOfUrl(save.error);
  return (
    <Dialog
      title={webhook === undefined ? 'Add a webhook' : 'Change the webhook'}
      // What is typed is not lost by a click beside the dialog.
      role="alertdialog"
      size="large"
      isOpen
      onOpenChange={onClose}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextField
          label="Address"
          type="url"
          value={draft.url}
          onChange={(url) => change({ url })}
          placeholder="https://hooks.example.com/rollcall"
          description="On the public internet, with https, at port 443. Redirects are not followed."
          errorMessage={fault}
          autoComplete="off"
          spellCheck="false"
          maxLength={2048}
          isRequired
        />
        <TextField
          label="Description"
          hint="optional"
          value={draft.description}
          onChange={(description) => change({ description })}
          maxLength={200}
          autoComplete="off"
        />
        <ActionChoice draft={draft} onChange={change} />
        <Switch
          isSelected={draft.enabled}
          onChange={(enabled) => change({ enabled })}
          description="While it is off, nothing is sent, and what happens meanwhile is not sent later."
        >
          On
        </Switch>
        {act.fields(save.error)}
        {save.isError && fault === undefined && <ProblemNotice error={save.error} />}
        <DialogActions>
          <Button onPress={onClose} isDisabled={save.isPending}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" isDisabled={!canSave} isPending={save.isPending}>
            {webhook === undefined ? 'Add webhook' : 'Save'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** Answers the secret of a new webhook. */
async function store(
  webhook: Webhook | undefined,
  body: NonNullable<ReturnType<typeof bodyOf>>,
  reason: string,
): Promise<string | undefined> {
  if (webhook === undefined) return (await call(webhooksRows.createWebhook, { body, reason })).data.secret;
  await call(webhooksRows.updateWebhook, { params: { webhookId: webhook.id }, body, reason });
  return undefined;
}

function faultOfUrl(error: Error | null): string | undefined {
  if (!(error instanceof ProblemError)) return undefined;
  return error.problem.errors?.find(({ field }) => field === 'url')?.detail;
}
