import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { profileRows } from '@rollcall/shared/contract/profile.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { type FormEvent, useState } from 'react';
import { z } from 'zod';
import { useAsksForReason, useAsksToSignIn } from '../../api/conditions.ts';
import { lastListSearch } from '../../api/last-list-search.ts';
import { forgetUser } from '../../api/user.ts';
import { useKeeping, useKept } from '../../lib/kept-form.ts';
import { isProblem } from '../../lib/problem-error.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';
import { SignInAgainNote } from '../../ui/sign-in-again-note.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import styles from './delete-dialog.module.css';
import { useDeleteUser } from './queries.ts';

const KeptDeletion = z.object({ typed: z.string(), reason: z.string() });

/** Says what is lost, and deletes after the user's e-mail address, or else the user_id, was typed. */
export function DeleteDialog({ user, onClose }: { user: UserDetail; onClose: () => void }) {
  const keepKey = `delete ${user.user_id}`;
  const kept = useKept(keepKey, KeptDeletion);
  const [typed, setTyped] = useState(kept?.typed ?? '');
  const [reason, setReason] = useState(kept?.reason ?? '');
  useKeeping(keepKey, { typed, reason });
  const deleteUser = useDeleteUser(user.user_id);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const name = displayName(user);
  const expected = user.email ?? user.user_id;
  const isAsked = useAsksForReason(profileRows.deleteUser);
  const asksWhy = isAsked || isProblem(deleteUser.error, 'reason_required');
  const asksToSignIn = useAsksToSignIn(profileRows.deleteUser);
  const isConfirmed = typed.trim() === expected && !(asksWhy && reason.trim() === '');

  const leave = async () => {
    await navigate({ to: '/users', search: lastListSearch(), ignoreBlocker: true });
    forgetUser(queryClient, user.user_id);
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isConfirmed || deleteUser.isPending) return;
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
        <p>This cannot be undone. It deletes:</p>
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
        {asksToSignIn && <SignInAgainNote />}
        {deleteUser.isError && <ProblemNotice error={deleteUser.error} />}
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant="danger" isDisabled={!isConfirmed} isPending={deleteUser.isPending}>
            Delete user
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
