import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { toast } from '../../ui/toast.tsx';
import { useSetBlocked } from './queries.ts';

/** Says what blocking does, and does it. */
export function BlockDialog(props: { user: UserDetail; isOpen: boolean; onClose: () => void }) {
  const { user, isOpen, onClose } = props;
  const setBlocked = useSetBlocked(user.user_id);
  const name = displayName(user);

  const block = () => {
    setBlocked.mutate(true, {
      onSuccess: () => {
        onClose();
        toast({ text: `${name} is blocked.`, undo: () => setBlocked.mutate(false) });
      },
    });
  };

  return (
    <Dialog title={`Block ${name}?`} role="alertdialog" isOpen={isOpen} onOpenChange={onClose}>
      <p>
        They can no longer sign in to any application of this tenant
        {user.identities.length > 1 ? ', with any of their linked identities' : ''}. Tokens that applications
        already hold stay valid until they expire. Nothing is deleted, and you can unblock them at any time.
      </p>
      {setBlocked.isError && <ProblemNotice error={setBlocked.error} />}
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        <Button variant="danger" isPending={setBlocked.isPending} onPress={block}>
          Block user
        </Button>
      </DialogActions>
    </Dialog>
  );
}
