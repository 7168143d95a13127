import { type AuthenticationMethod, mfaRows } from '@rollcall/shared/contract/mfa.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import { removeMethodCall, removeMethodsCalls } from '@rollcall/shared/user/mfa-calls.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { factorWords } from '@rollcall/shared/user/factor-words.ts';
import { z } from 'zod';
import { call } from '../../api/call.ts';
import { useAsksToSignIn } from '../../api/conditions.ts';
import { useMe } from '../../api/me.ts';
import { useReason } from '../../api/use-reason.ts';
import { useKeeping, useKept } from '../../lib/kept-form.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { CopyAsCurl } from '../../ui/copy-as-curl.tsx';
import { toast } from '../../ui/toast.tsx';
import { isFactor } from './method-words.ts';
import styles from './mfa.module.css';
import { useFactorAct } from './queries.ts';

interface RemoveDialogProps {
  user: UserDetail;
  /** All that the user has. */
  methods: readonly AuthenticationMethod[];
  /** The one to remove; all of them where it is absent. */
  method?: AuthenticationMethod | undefined;
  onClose: () => void;
}

/** Says what is lost with a method, or with all of them, and removes it. */
export function RemoveDialog({ user, methods, method, onClose }: RemoveDialogProps) {
  const { user_id: userId } = user;
  const { tenant } = useMe();
  const row = method === undefined ? mfaRows.removeAuthenticationMethods : mfaRows.removeAuthenticationMethod;
  const keepKey = `remove ${method?.id ?? 'all methods'} of ${userId}`;
  const kept = useKept(keepKey, z.string());
  const what = method === undefined ? 'all authentication methods' : factorWords(method.type);
  const name = displayName(user);
  const done = () => {
    toast({ text: `Removed ${what} of ${name}.` });
    onClose();
  };
  const removing = useFactorAct(
    userId,
    async (why: string) => {
      if (method === undefined)
        await call(mfaRows.removeAuthenticationMethods, { params: { userId }, reason: why });
      else {
        const params = { userId, authenticationMethodId: method.id };
        await call(mfaRows.removeAuthenticationMethod, { params, reason: why });
      }
    },
    done,
  );
  const reason = useReason(row, removing.error, kept);
  useKeeping(keepKey, reason.text === '' ? undefined : reason.text);
  const left = methods.filter((other) => method !== undefined && other.id !== method.id && isFactor(other));

  return (
    <ActDialog
      title={
        <>
          Remove {what} of <bdi>{name}</bdi>?
        </>
      }
      action={method === undefined ? 'Remove all' : 'Remove'}
      tone="danger"
      isPending={removing.isPending}
      reason={reason}
      asksToSignIn={useAsksToSignIn(row)}
      error={removing.error}
      footnote={
        <CopyAsCurl
          tenant={tenant.domain}
          calls={
            method === undefined ? removeMethodsCalls(userId, methods) : [removeMethodCall(userId, method.id)]
          }
        />
      }
      onAct={() => removing.mutate(reason.text)}
      onClose={onClose}
    >
      {method === undefined && (
        <ul className={styles.removed} aria-label="What is removed">
          {methods.map((each) => (
            <li key={each.id}>{factorWords(each.type)}</li>
          ))}
        </ul>
      )}
      <p>
        {left.length > 0
          ? 'They cannot prove themselves with it any more. Their other methods stay.'
          : 'No factor is left then: whoever has their password signs in with that alone, unless the tenant’s policy has them enrol anew.'}{' '}
        This cannot be undone; only they can enrol again.
      </p>
    </ActDialog>
  );
}
