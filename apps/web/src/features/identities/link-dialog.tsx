import { identitiesRows } from '@rollcall/shared/contract/identities.ts';
import { linkCall } from '@rollcall/shared/user/access-calls.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { z } from 'zod';
import type { Answer } from '../../api/call.ts';
import { useAsksToSignIn } from '../../api/conditions.ts';
import { useMe } from '../../api/me.ts';
import { useReason } from '../../api/use-reason.ts';
import { useKeeping, useKept } from '../../lib/kept-form.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { CopyAsCurl } from '../../ui/copy-as-curl.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { useForgetting, useLink } from './queries.ts';

const Kept = z.object({ typed: z.string(), reason: z.string() });

interface LinkDialogProps {
  stays: UserDetail;
  /** The user who is linked, in the version that was compared. */
  second: Answer<UserDetail>;
  onClose: () => void;
}

/** Links after the second user's e-mail address, or else the user_id, was typed: nothing brings it back. */
export function LinkDialog({ stays, second, onClose }: LinkDialogProps) {
  const { tenant } = useMe();
  const other = second.data;
  const keepKey = `confirm link ${stays.user_id} ${other.user_id}`;
  const kept = useKept(keepKey, Kept);
  const [typed, setTyped] = useState(kept?.typed ?? '');
  const linking = useLink(stays.user_id, other.user_id);
  const forget = useForgetting(other.user_id);
  const navigate = useNavigate();
  const reason = useReason(identitiesRows.linkIdentity, linking.error, kept?.reason);
  useKeeping(keepKey, { typed, reason: reason.text });
  const expected = other.email ?? other.user_id;
  const [first, last] = [displayName(stays), displayName(other)];
  const [main] = other.identities;

  const leave = async () => {
    await navigate({
      to: '/users/$userId/identities',
      params: { userId: stays.user_id },
      ignoreBlocker: true,
    });
    forget();
  };
  const link = () => {
    linking.mutate(
      { version: second.etag ?? '', reason: reason.text },
      {
        onSuccess: () => {
          toast({ text: `${last} is an identity of ${first} now.` });
          void leave();
        },
      },
    );
  };

  return (
    <ActDialog
      title={
        <>
          Link <bdi>{last}</bdi> to <bdi>{first}</bdi>?
        </>
      }
      action="Link users"
      tone="danger"
      isReady={typed.trim() === expected}
      isPending={linking.isPending}
      reason={reason}
      asksToSignIn={useAsksToSignIn(identitiesRows.linkIdentity)}
      error={linking.error}
      footnote={
        main !== undefined && (
          <CopyAsCurl tenant={tenant.domain} calls={[linkCall(stays.user_id, main, other.connection?.id)]} />
        )
      }
      onAct={link}
      onClose={onClose}
    >
      <p>
        {last} is no user any more then, only a way to sign in as {first}. What is marked as discarded is lost
        for good.
      </p>
      <TextField
        label={`Type ${expected} to confirm`}
        value={typed}
        onChange={setTyped}
        autoComplete="off"
        spellCheck="false"
        mono
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- typing this is what the dialog is for
        autoFocus
      />
    </ActDialog>
  );
}
