import type { Decision } from '@rollcall/shared/access/decision.ts';
import { credentialsRows } from '@rollcall/shared/contract/credentials.ts';
import { profileRows } from '@rollcall/shared/contract/profile.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { Ban, KeyRound, Trash2, Undo2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useMay } from '../../api/me.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';
import { WhySign } from '../../ui/why-sign.tsx';
import { BlockDialog } from './block-dialog.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import styles from './header.module.css';
import { useSetBlocked } from './queries.ts';

/** What can be done to a user as a whole. What is not allowed is there too, and says why not. */
export function UserActions({ user }: { user: UserDetail }) {
  const [open, setOpen] = useState<'block' | 'delete'>();
  const mayBlock = useMay(
    user.blocked === true ? profileRows.unblockUser : profileRows.blockUser,
    [],
    user.permissions,
  );
  const mayDelete = useMay(profileRows.deleteUser, [], user.permissions);
  const maySetPassword = useMay(credentialsRows.setPassword, [], user.permissions);
  const close = () => {
    setOpen(undefined);
  };

  return (
    <div className={styles.actions}>
      {maySetPassword.allowed ? (
        <ButtonLink
          to="/users/$userId/credentials"
          params={{ userId: user.user_id }}
          icon={<KeyRound aria-hidden />}
        >
          Set password
        </ButtonLink>
      ) : (
        <Act may={maySetPassword}>
          <Button icon={<KeyRound aria-hidden />} isDisabled>
            Set password
          </Button>
        </Act>
      )}
      {user.blocked === true ? (
        <UnblockButton user={user} may={mayBlock} />
      ) : (
        <Act may={mayBlock}>
          <Button icon={<Ban aria-hidden />} isDisabled={!mayBlock.allowed} onPress={() => setOpen('block')}>
            Block user
          </Button>
        </Act>
      )}
      <Act may={mayDelete}>
        <Button
          icon={<Trash2 aria-hidden />}
          isDisabled={!mayDelete.allowed}
          onPress={() => setOpen('delete')}
        >
          Delete user
        </Button>
      </Act>
      <BlockDialog user={user} isOpen={open === 'block'} onClose={close} />
      {open === 'delete' && <DeleteDialog user={user} onClose={close} />}
    </div>
  );
}

function Act({ may, children }: { may: Decision; children: ReactNode }) {
  return (
    <span className={styles.act}>
      {children}
      {!may.allowed && <WhySign sentence={may.sentence} />}
    </span>
  );
}

function UnblockButton({ user, may }: { user: UserDetail; may: Decision }) {
  const setBlocked = useSetBlocked(user.user_id);
  const name = displayName(user);
  const unblock = () => {
    setBlocked.mutate(false, {
      onSuccess: () => {
        toast({ text: `${name} can sign in again.`, undo: () => setBlocked.mutate(true) });
      },
      onError: (error) => {
        toast({ tone: 'red', text: `${name} is still blocked. ${error.message}` });
      },
    });
  };
  return (
    <Act may={may}>
      <Button
        icon={<Undo2 aria-hidden />}
        isDisabled={!may.allowed}
        isPending={setBlocked.isPending}
        onPress={unblock}
      >
        Unblock user
      </Button>
    </Act>
  );
}
