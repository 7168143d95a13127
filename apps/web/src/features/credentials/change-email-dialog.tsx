import { profileRows } from '@rollcall/shared/contract/profile.ts';
import { UserPatch } from '@rollcall/shared/user/user-input.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { type FormEvent, useState } from 'react';
import type { Answer } from '../../api/call.ts';
import { useUpdateUser } from '../../api/update-user.ts';
import { useReason } from '../../api/use-reason.ts';
import { isProblem } from '../../lib/problem-error.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import styles from './credentials.module.css';

interface ChangeEmailDialogProps {
  answer: Answer<UserDetail>;
  onClose: () => void;
}

/** Another e-mail address for the same account, with all that follows from it. */
export function ChangeEmailDialog({ answer, onClose }: ChangeEmailDialogProps) {
  const user = answer.data;
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string>();
  const changing = useUpdateUser();
  const reason = useReason(profileRows.updateUser, changing.error, '', ['email']);
  const email = typed.trim();
  const otherIdentifiers = [user.username, user.phone_number].filter((value) => value !== undefined);
  const isRemoval = email === '';
  const mayRemove = user.connection?.identifiers.email === 'optional' && otherIdentifiers.length > 0;
  const taken = isProblem(changing.error, 'already_exists') ? changing.error.problem : undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const patch = UserPatch.safeParse(isRemoval ? { email: null } : { email, email_verified: false });
    const message = isRemoval && !mayRemove ? 'Type the new address.' : patch.error?.issues[0]?.message;
    setFault(message);
    if (!patch.success || message !== undefined || reason.isMissing || changing.isPending) return;
    changing.mutate(
      { base: answer, patch: patch.data, reason: reason.text },
      {
        onSuccess: ({ data }) => {
          toast({
            text:
              data.email === undefined
                ? 'The user has no e-mail address any more.'
                : `The address is ${data.email} now. Send a verification e-mail to have it proved.`,
          });
          onClose();
        },
      },
    );
  };

  return (
    <Dialog title="Change the e-mail address" isOpen onOpenChange={onClose}>
      <form onSubmit={submit} className={styles.dialog} noValidate>
        <p>
          Now: <bdi>{user.email ?? 'none'}</bdi>
        </p>
        <TextField
          label="New e-mail address"
          type="email"
          value={typed}
          onChange={(value) => {
            setTyped(value);
            setFault(undefined);
          }}
          errorMessage={fault ?? taken?.errors?.[0]?.detail ?? taken?.detail}
          autoComplete="off"
          spellCheck="false"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- typing this is what the dialog is for
          autoFocus
        />
        <ul className={styles.consequences}>
          <li>It is the same account: password, roles, metadata and history stay.</li>
          <li>They sign in with the new address; the old one no longer works.</li>
          <li>The new address counts as unverified until they have proved it.</li>
          <li>Nobody tells the old address. If the user did not ask for this, tell them there.</li>
        </ul>
        {isRemoval && typed !== '' && mayRemove && (
          <Notice tone="amber" title="The address is taken away">
            They sign in with {otherIdentifiers.join(' or ')} only, and get no e-mails any more.
          </Notice>
        )}
        {isRemoval && !mayRemove && otherIdentifiers.length === 0 && user.email !== undefined && (
          <p>
            Without an address nothing would be left to sign in with, so it can be replaced and not removed.
          </p>
        )}
        {reason.asks && <ReasonField value={reason.text} onChange={reason.setText} />}
        {changing.isError && taken === undefined && <ProblemNotice error={changing.error} />}
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            isDisabled={reason.isMissing || email === user.email}
            isPending={changing.isPending}
          >
            Change the address
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
