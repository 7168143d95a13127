import type { Decision } from '@rollcall/shared/access/decision.ts';
import { credentialsRows } from '@rollcall/shared/contract/credentials.ts';
import { lockdownRows } from '@rollcall/shared/contract/lockdown.ts';
import { profileRows } from '@rollcall/shared/contract/profile.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { Ban, KeyRound, ShieldAlert, Trash2, Undo2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useAsksForReason } from '../../api/conditions.ts';
import { useMay } from '../../api/me.ts';
import { useKeeping, useKept } from '../../lib/kept-form.ts';
import { useOfferedActs } from '../../lib/offered-acts.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { WhySign } from '../../ui/why-sign.tsx';
import { BlockDialog } from './block-dialog.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { LockdownDialog } from './lockdown-dialog.tsx';
import styles from './header.module.css';
import { useSetBlocked } from './use-set-blocked.ts';

/** The dialog that was open when the page was left to sign in again. */
const KeptAct = z.object({ open: z.enum(['block', 'lockdown', 'delete']) });

/** What can be done to a user as a whole. What is not allowed is there too, and says why not. */
export function UserActions({ user }: { user: UserDetail }) {
  const keepKey = `acts ${user.user_id}`;
  const kept = useKept(keepKey, KeptAct);
  const [open, setOpen] = useState(kept?.open);
  useKeeping(keepKey, open === undefined ? undefined : { open });
  const isBlocked = user.blocked === true;
  const setBlocked = useSetBlocked(user);
  const asksWhy = useAsksForReason(profileRows.unblockUser);
  const maySetBlocked = useMay(isBlocked ? profileRows.unblockUser : profileRows.blockUser, [], user);
  const mayLockDown = useMay(lockdownRows.lockDownUser, [], user);
  const mayDelete = useMay(profileRows.deleteUser, [], user);
  const maySet = useMay(credentialsRows.setPassword, [], user);
  const mayLink = useMay(credentialsRows.createPasswordTicket, [], user);
  const maySetPassword = mayLink.allowed ? mayLink : maySet;
  const close = () => {
    setOpen(undefined);
  };
  const pressBlock = () => {
    if (isBlocked && !asksWhy) setBlocked.mutate({ blocked: false });
    else setOpen('block');
  };
  useOfferedActs([
    ...(maySetBlocked.allowed
      ? [{ id: 'block', label: isBlocked ? 'Unblock user' : 'Block user', run: pressBlock }]
      : []),
    ...(mayLockDown.allowed ? [{ id: 'lockdown', label: 'Lock down', run: () => setOpen('lockdown') }] : []),
    ...(mayDelete.allowed ? [{ id: 'delete', label: 'Delete user', run: () => setOpen('delete') }] : []),
  ]);

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
      <Act may={maySetBlocked}>
        {/* One button for both, so that focus stays on it when it turns from one into the other. */}
        <Button
          icon={isBlocked ? <Undo2 aria-hidden /> : <Ban aria-hidden />}
          isDisabled={!maySetBlocked.allowed}
          isPending={setBlocked.isPending}
          onPress={pressBlock}
        >
          {isBlocked ? 'Unblock user' : 'Block user'}
        </Button>
      </Act>
      <Act may={mayLockDown}>
        <Button
          icon={<ShieldAlert aria-hidden />}
          isDisabled={!mayLockDown.allowed}
          onPress={() => setOpen('lockdown')}
        >
          Lock down
        </Button>
      </Act>
      <Act may={mayDelete}>
        <Button
          icon={<Trash2 aria-hidden />}
          isDisabled={!mayDelete.allowed}
          onPress={() => setOpen('delete')}
        >
          Delete user
        </Button>
      </Act>
      {open === 'block' && <BlockDialog user={user} blocked={!isBlocked} onClose={close} />}
      {open === 'lockdown' && <LockdownDialog user={user} onClose={close} />}
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
