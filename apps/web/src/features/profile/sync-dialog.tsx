import { connectionsRows, type ConnectionSync } from '@rollcall/shared/contract/connections.ts';
import { type Connection, SyncMode } from '@rollcall/shared/user/connection.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { call } from '../../api/call.ts';
import { useAsksForReason, useAsksToSignIn } from '../../api/conditions.ts';
import { rememberConnection } from '../../api/connections.ts';
import { useKeeping, useKept } from '../../lib/kept-form.ts';
import { isProblem } from '../../lib/problem-error.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';
import { SignInAgainNote } from '../../ui/sign-in-again-note.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { syncConsequence, syncWords } from './sync-words.ts';

const KeptSync = z.object({ mode: SyncMode.nullable(), reason: z.string() });

/** Changes when a connection sets the root attributes of its users, with what each choice means spelled out. */
export function SyncDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const { id, name } = connection;
  const keepKey = `sync ${id}`;
  const kept = useKept(keepKey, KeptSync);
  const [mode, setMode] = useState<SyncMode | null>(kept?.mode ?? null);
  const [reason, setReason] = useState(kept?.reason ?? '');
  useKeeping(keepKey, { mode, reason });
  const queryClient = useQueryClient();
  const asksToSignIn = useAsksToSignIn(connectionsRows.setConnectionSync);
  const isAsked = useAsksForReason(connectionsRows.setConnectionSync);
  // Past any cache: a change is based on the settings as they are now.
  const now = useQuery({
    queryKey: ['connection sync', id],
    queryFn: async ({ signal }) =>
      (await call(connectionsRows.getConnectionSync, { params: { connectionId: id }, signal })).data,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const setting = useMutation({
    mutationFn: async ({ seen, chosen }: { seen: ConnectionSync; chosen: SyncMode }) =>
      call(connectionsRows.setConnectionSync, {
        params: { connectionId: id },
        body: { set_user_root_attributes: chosen, version: seen.version },
        reason,
      }),
    onSuccess: ({ data }) => {
      rememberConnection(queryClient, data.connection);
      toast({ text: `${name} now sets root attributes: ${setNow(data.connection)}.` });
      onClose();
    },
    onError: (error) => {
      if (isProblem(error, 'connection_changed')) void now.refetch();
    },
  });
  const asksWhy = isAsked || isProblem(setting.error, 'reason_required');
  const current = now.data?.connection.set_user_root_attributes ?? null;
  const chosen = mode ?? current;
  const close = () => {
    if (!setting.isPending) onClose();
  };

  return (
    <Dialog
      title={
        <>
          When <bdi>{name}</bdi> sets root attributes
        </>
      }
      role="alertdialog"
      size="large"
      isOpen
      onOpenChange={close}
    >
      <p>
        Name, nickname, given name, family name and picture of everybody who signs in with <bdi>{name}</bdi>,
        not of this user alone. All other settings of the connection stay as they are.
      </p>
      {now.isPending && <Skeleton height="96px" />}
      {now.isError && <ProblemNotice error={now.error} onRetry={() => void now.refetch()} />}
      {now.data !== undefined && (
        <RadioGroup
          label="Set them"
          value={chosen}
          onChange={setMode}
          options={SyncMode.options.map((option) => ({
            id: option,
            label: option === current ? `${syncWords[option]} (now)` : syncWords[option],
            detail: syncConsequence(option, name),
          }))}
        />
      )}
      {chosen === 'never_on_login' && chosen !== current && (
        <Notice tone="amber" title="New people will be kept out">
          Somebody who signs in with {name} for the first time gets no user. Those who have one are not
          affected.
        </Notice>
      )}
      {asksWhy && <ReasonField value={reason} onChange={setReason} />}
      {asksToSignIn && <SignInAgainNote />}
      {setting.isError && <ProblemNotice error={setting.error} />}
      <DialogActions>
        <Button onPress={close} isDisabled={setting.isPending}>
          Cancel
        </Button>
        <Button
          variant="primary"
          isPending={setting.isPending}
          isDisabled={
            now.data === undefined ||
            now.isFetching ||
            chosen === current ||
            (asksWhy && reason.trim() === '')
          }
          onPress={() => {
            if (now.data !== undefined && chosen !== null) setting.mutate({ seen: now.data, chosen });
          }}
        >
          Change for everybody
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function setNow({ set_user_root_attributes: mode }: Connection): string {
  return mode === null ? 'unknown' : syncWords[mode].toLowerCase();
}
