import { mfaRows } from '@rollcall/shared/contract/mfa.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import { invalidateBrowsersCall } from '@rollcall/shared/user/mfa-calls.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { call } from '../../api/call.ts';
import { useAsksToSignIn } from '../../api/conditions.ts';
import { useMe } from '../../api/me.ts';
import { useReason } from '../../api/use-reason.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { CopyAsCurl } from '../../ui/copy-as-curl.tsx';
import { toast } from '../../ui/toast.tsx';
import { useFactorAct } from './queries.ts';

/** Has every browser asked for a factor again in which the user chose not to be for some time. */
export function BrowsersDialog({ user, onClose }: { user: UserDetail; onClose: () => void }) {
  const { user_id: userId } = user;
  const { tenant } = useMe();
  const row = mfaRows.invalidateRememberedBrowsers;
  const name = displayName(user);
  const forgetting = useFactorAct(
    userId,
    async (why) => {
      await call(row, { params: { userId }, reason: why });
    },
    () => {
      toast({ text: `The browsers of ${name} are remembered no more.` });
      onClose();
    },
  );
  const reason = useReason(row, forgetting.error);
  return (
    <ActDialog
      title={
        <>
          Forget the browsers of <bdi>{name}</bdi>?
        </>
      }
      action="Forget browsers"
      isPending={forgetting.isPending}
      reason={reason}
      asksToSignIn={useAsksToSignIn(row)}
      error={forgetting.error}
      footnote={<CopyAsCurl tenant={tenant.domain} calls={[invalidateBrowsersCall(userId)]} />}
      onAct={() => forgetting.mutate(reason.text)}
      onClose={onClose}
    >
      <p>
        At the next sign-in every browser asks for a factor again, also where they chose to be remembered.
        Their sessions and factors stay.
      </p>
    </ActDialog>
  );
}
