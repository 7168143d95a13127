import { type AuthenticationMethod, mfaRows } from '@rollcall/shared/contract/mfa.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { MailPlus } from 'lucide-react';
import { z } from 'zod';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { userQuery } from '../../api/user.ts';
import { useKeeping, useKept } from '../../lib/kept-form.ts';
import { ListSection } from '../../ui/list-section.tsx';
import { BrowsersDialog } from './browsers-dialog.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { MethodEntry } from './method-entry.tsx';
import { isFactor } from './method-words.ts';
import styles from './mfa.module.css';
import { OtherActs } from './other-acts.tsx';
import { methodsQuery } from './queries.ts';
import { RecoveryCodeDialog } from './recovery-code-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';

const route = getRouteApi('/shell/users/$userId');

/** The dialog that is open; `method` is the id of the one that would be removed. */
const Open = z.object({
  what: z.enum(['remove', 'remove-all', 'recovery-code', 'browsers', 'invite']),
  method: z.string().optional(),
});
type Open = z.infer<typeof Open>;

/** What the user proves themselves with beside the password, and how to help when it is lost. */
export function MfaTab() {
  const { userId } = route.useParams();
  const { data: answer } = useSuspenseQuery(userQuery(userId));
  return <Mfa user={answer.data} />;
}

function Mfa({ user }: { user: UserDetail }) {
  const { user_id: userId } = user;
  const mayRead = useMay(mfaRows.listAuthenticationMethods, [], user);
  const mayRemove = useMay(mfaRows.removeAuthenticationMethod, [], user);
  const mayRemoveAll = useMay(mfaRows.removeAuthenticationMethods, [], user);
  const mayInvite = useMay(mfaRows.createEnrollmentTicket, [], user);
  const { data, error, refetch } = useQuery({ ...methodsQuery(userId), enabled: mayRead.allowed });
  // A fresh sign-in leads away from the page; on the way back the same dialog is open again.
  const keepKey = `mfa of ${userId}`;
  const kept = useKept(keepKey, Open);
  const [open, setOpen] = useState<Open | undefined>(kept);
  useKeeping(keepKey, open);
  const methods = data?.authentication_methods ?? [];
  const close = () => setOpen(undefined);
  const invite = {
    label: 'Invite to enrol',
    icon: <MailPlus aria-hidden />,
    may: mayInvite,
    onPress: () => setOpen({ what: 'invite' }),
  };
  const removeAll = {
    label: 'Remove all',
    may: mayRemoveAll,
    onPress: () => setOpen({ what: 'remove-all' }),
  };

  return (
    <div className={styles.tab}>
      <ListSection
        title="Authentication methods"
        text={`What this user proves themselves with beside the password.${hiddenWords(data?.masked)}`}
        acts={methods.length > 0 ? [invite, removeAll] : [invite]}
        mayRead={mayRead}
        count={data === undefined ? undefined : methods.length}
        error={error}
        onRetry={() => void refetch()}
        empty={
          <p>
            Nothing is enrolled: whoever has the password signs in with that alone. Invite the user to enrol;
            whether a factor is then asked for is up to the tenant’s policy for multi-factor authentication.
          </p>
        }
      >
        {methods.map((method) => (
          <MethodEntry
            key={method.id}
            method={method}
            isRemovable={mayRemove.allowed}
            onRemove={() => setOpen({ what: 'remove', method: method.id })}
          />
        ))}
      </ListSection>
      <OtherActs user={user} onOpen={(what) => setOpen({ what })} />
      {open !== undefined && <Dialogs user={user} methods={methods} open={open} onClose={close} />}
    </div>
  );
}

interface DialogsProps {
  user: UserDetail;
  methods: readonly AuthenticationMethod[];
  open: Open;
  onClose: () => void;
}

function Dialogs({ open, methods, ...rest }: DialogsProps) {
  switch (open.what) {
    case 'remove': {
      const method = methods.find(({ id }) => id === open.method);
      return method === undefined ? null : <RemoveDialog {...rest} methods={methods} method={method} />;
    }
    case 'remove-all':
      return methods.length === 0 ? null : <RemoveDialog {...rest} methods={methods} />;
    case 'recovery-code':
      return <RecoveryCodeDialog {...rest} />;
    case 'browsers':
      return <BrowsersDialog {...rest} />;
    case 'invite':
      return <InviteDialog {...rest} hasFactor={methods.some(isFactor)} />;
  }
}

function hiddenWords(masked: readonly string[] = []): string {
  return masked.length === 0 ? '' : ' Your grant hides the addresses and numbers, and the names.';
}
