import { identitiesRows } from '@rollcall/shared/contract/identities.ts';
import { unlinkCall } from '@rollcall/shared/user/access-calls.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import type { Identity } from '@rollcall/shared/user/user-summary.ts';
import { useAsksToSignIn } from '../../api/conditions.ts';
import { useMe } from '../../api/me.ts';
import { useReason } from '../../api/use-reason.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { CopyAsCurl } from '../../ui/copy-as-curl.tsx';
import { toast } from '../../ui/toast.tsx';
import styles from './identities.module.css';
import { useUnlink } from './queries.ts';

interface UnlinkDialogProps {
  user: UserDetail;
  identity: Identity;
  onClose: () => void;
}

/** Says what becomes of an identity that is unlinked, and unlinks it. */
export function UnlinkDialog({ user, identity, onClose }: UnlinkDialogProps) {
  const { tenant } = useMe();
  const unlinking = useUnlink(user.user_id, identity);
  const reason = useReason(identitiesRows.unlinkIdentity, unlinking.error);
  const { connection, provider, user_id: id } = identity;
  const unlink = () => {
    unlinking.mutate(reason.text, {
      onSuccess: (separate) => {
        toast({ text: `${separate} is a user of its own again.` });
        onClose();
      },
    });
  };
  return (
    <ActDialog
      title={
        <>
          Unlink <bdi>{connection}</bdi>?
        </>
      }
      action="Unlink"
      tone="danger"
      isPending={unlinking.isPending}
      reason={reason}
      asksToSignIn={useAsksToSignIn(identitiesRows.unlinkIdentity)}
      error={unlinking.error}
      footnote={<CopyAsCurl tenant={tenant.domain} calls={[unlinkCall(user.user_id, identity)]} />}
      onAct={unlink}
      onClose={onClose}
    >
      <ul className={styles.consequences}>
        <li>
          It becomes a user of its own,{' '}
          <code>
            {provider}|{id}
          </code>
          , with its profileData as the profile.
        </li>
        <li>
          That user has no user_metadata and no app_metadata, no roles and no organizations: what was
          discarded when the two were linked does not come back.
        </li>
        <li>
          Whoever signs in with {connection} is that user from then on, and applications know them by that
          user_id.
        </li>
        <li>This user keeps everything else: profile, metadata, roles, organizations, other identities.</li>
      </ul>
    </ActDialog>
  );
}
