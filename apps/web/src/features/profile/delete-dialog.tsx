import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { profileRows } from '@rollcall/shared/contract/profile.ts';
import { schedulesRows } from '@rollcall/shared/contract/schedules.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import { deleteUserCall, setBlockedCall } from '@rollcall/shared/user/management-calls.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { type FormEvent, useState } from 'react';
import { z } from 'zod';
import { useAsksForReason, useAsksToSignIn } from '../../api/conditions.ts';
import { useMay } from '../../api/me.ts';
import { useMe } from '../../api/me.ts';
import { lastListSearch } from '../../api/last-list-search.ts';
import { forgetUser } from '../../api/user.ts';
import { useKeeping, useKept } from '../../lib/kept-form.ts';
import { isProblem } from '../../lib/problem-error.ts';
import { Button } from '../../ui/button.tsx';
import { CopyAsCurl } from '../../ui/copy-as-curl.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';
import { Select, type SelectOption } from '../../ui/select.tsx';
import { SignInAgainNote } from '../../ui/sign-in-again-note.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import styles from './delete-dialog.module.css';
import { useDeleteUser } from './queries.ts';
import { useDeleteLater } from './schedules.ts';

const When = z.enum(['now', '7', '30', '90']);
type When = z.infer<typeof When>;
const KeptDeletion = z.object({ typed: z.string(), reason: z.string(), when: When });

const whens: SelectOption<When>[] = [
  { id: 'now', label: 'Now' },
  { id: '7', label: 'In 7 days' },
  { id: '30', label: 'In 30 days' },
  { id: '90', label: 'In 90 days' },
];

/** Says what is lost, and deletes after the user's e-mail address, or else the user_id, was typed. */
export function DeleteDialog({ user, onClose }: { user: UserDetail; onClose: () => void }) {
  const { tenant } = useMe();
  const keepKey = `delete ${user.user_id}`;
  const kept = useKept(keepKey, KeptDeletion);
  const [typed, setTyped] = useState(kept?.typed ?? '');
  const [reason, setReason] = useState(kept?.reason ?? '');
  const [when, setWhen] = useState<When>(kept?.when ?? 'now');
  useKeeping(keepKey, { typed, reason, when });
  const deleteLater = useDeleteLater(user.user_id);
  const mayLater = useMay(schedulesRows.deleteUserLater, ['days'], user);

  const deleteUser = useDeleteUser(user.user_id);
  const error = deleteUser.error ?? deleteLater.error;
  const isPending = deleteUser.isPending || deleteLater.isPending;
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const name = displayName(user);
  const expected = user.email ?? user.user_id;
  const isAsked = useAsksForReason(profileRows.deleteUser);
  const asksWhy = isAsked || isProblem(error, 'reason_required');
  const asksToSignIn = useAsksToSignIn(profileRows.deleteUser);
  const isConfirmed = typed.trim() === expected && !(asksWhy && reason.trim() === '');

  const leave = async () => {
    await navigate({ to: '/users', search: lastListSearch(), ignoreBlocker: true });
    forgetUser(queryClient, user.user_id);
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isConfirmed || isPending) return;
    if (when !== 'now') {
      const told = () => {
        toast({ text: `${name} is blocked, and deleted in ${when} days unless somebody cancels it.` });
        onClose();
      };
      deleteLater.mutate({ days: Number(when), reason }, { onSuccess: told });
      return;
    }
    deleteUser.mutate(reason, {
      onSuccess: () => {
        toast({ text: `${name} is deleted.` });
        void leave();
      },
    });
  };

  return (
    <Dialog
      title={
        <>
          Delete <bdi>{name}</bdi>?
        </>
      }
      role="alertdialog"
      isOpen
      onOpenChange={onClose}
    >
      <form onSubmit={submit} className={styles.form}>
        <Select
          label="When"
          options={whens}
          selectedKey={when}
          onSelectionChange={setWhen}
          isDisabled={!mayLater.allowed}
          description={
            when !== 'now'
              ? 'Blocked at once. Anybody who may block users can cancel it until then; unblocking cancels it too. Rollcall keeps the profile until 90 days after.'
              : mayLater.allowed
                ? undefined
                : mayLater.sentence
          }
        />
        <p>
          {when === 'now'
            ? 'This cannot be undone. It deletes:'
            : 'Once it is done it cannot be undone. It deletes:'}
        </p>
        <ul className={styles.lost}>
          <li>the profile, user_metadata and app_metadata;</li>
          {user.identities.map(({ connection, provider, user_id: id }, index) => (
            <li key={`${provider}|${id}`}>
              {index === 0 ? 'the way to sign in with ' : 'the linked identity of '}
              <bdi>{connection}</bdi>
              {index === 0 ? ';' : ', which does not become a user of its own again;'}
            </li>
          ))}
          <li>roles, organization memberships, sessions and enrolled factors.</li>
        </ul>
        <p>What applications have stored about this user stays with them.</p>
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
        {asksWhy && <ReasonField value={reason} onChange={setReason} />}
        <CopyAsCurl
          tenant={tenant.domain}
          calls={[when === 'now' ? deleteUserCall(user.user_id) : setBlockedCall(user.user_id, true)]}
        />
        {asksToSignIn && <SignInAgainNote />}
        {error !== null && <ProblemNotice error={error} />}
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant="danger" isDisabled={!isConfirmed} isPending={isPending}>
            {when === 'now' ? 'Delete user' : 'Block and delete later'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
