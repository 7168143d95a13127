import { mfaRows } from '@rollcall/shared/contract/mfa.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import { regenerateRecoveryCodeCall } from '@rollcall/shared/user/mfa-calls.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useState } from 'react';
import { z } from 'zod';
import { useAsksToSignIn } from '../../api/conditions.ts';
import { useMe } from '../../api/me.ts';
import { useReason } from '../../api/use-reason.ts';
import { useKeeping, useKept } from '../../lib/kept-form.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { CopyAsCurl } from '../../ui/copy-as-curl.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ShownOnce } from '../../ui/shown-once.tsx';
import { regenerate, useFactorAct } from './queries.ts';

/** Makes a new recovery code, and shows it this one time. It lives in this component and nowhere else. */
export function RecoveryCodeDialog({ user, onClose }: { user: UserDetail; onClose: () => void }) {
  const { user_id: userId } = user;
  const { tenant } = useMe();
  const [code, setCode] = useState<string>();
  const keepKey = `recovery code of ${userId}`;
  const kept = useKept(keepKey, z.string());
  const making = useFactorAct(userId, (why) => regenerate(userId, why, setCode), nothing);
  const row = mfaRows.regenerateRecoveryCode;
  const reason = useReason(row, making.error, kept);
  useKeeping(keepKey, reason.text === '' ? undefined : reason.text);
  const asksToSignIn = useAsksToSignIn(row);
  const name = displayName(user);

  if (code !== undefined) {
    return (
      // Escape does not close it: the code would be lost.
      <Dialog title="The new recovery code" role="alertdialog" isOpen onOpenChange={() => undefined}>
        <ShownOnce title={`Hand this code to ${name}`} text={code} label="recovery code" onDone={onClose} />
        <p>By a safe way: it stands in for a factor, once.</p>
      </Dialog>
    );
  }
  return (
    <ActDialog
      title={
        <>
          Make a new recovery code for <bdi>{name}</bdi>?
        </>
      }
      action="Make a new code"
      isPending={making.isPending}
      reason={reason}
      asksToSignIn={asksToSignIn}
      error={making.error}
      footnote={<CopyAsCurl tenant={tenant.domain} calls={[regenerateRecoveryCodeCall(userId)]} />}
      onAct={() => making.mutate(reason.text)}
      onClose={onClose}
    >
      <p>
        The code that they have stops working. You see the new one, this one time, and hand it over. With it
        they sign in when they have lost what their factor was on.
      </p>
    </ActDialog>
  );
}

/** The code is shown as soon as it is there. */
function nothing(): void {}
