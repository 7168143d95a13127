import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useSetBlocked } from './use-set-blocked.ts';

/** Says what blocking does, and does it. */
export function BlockDialog({ user, onClose }: { user: UserDetail; onClose: () => void }) {
  const setBlocked = useSetBlocked(user);
  const name = displayName(user);

  const block = () => {
    setBlocked.mutate({ blocked: true, showsRefusal: true }, { onSuccess: onClose });
  };
  // Closed meanwhile, nothing would be there to show a refusal.
  const close = () => {
    if (!setBlocked.isPending) onClose();
  };

  return (
    <Dialog title={`Block ${name}?`} role="alertdialog" isOpen onOpenChange={close}>
      <p>
        They can no longer sign in to any application of this tenant
        {user.identities.length > 1 ? ', with any of their linked identities' : ''}. Tokens that applications
        already hold stay valid until they expire. Nothing is deleted, and you can unblock them at any time.
      </p>
      {setBlocked.isError && <ProblemNotice error={setBlocked.error} />}
      <DialogActions>
        <Button onPress={close} isDisabled={setBlocked.isPending}>
          Cancel
        </Button>
        <Button variant="danger" isPending={setBlocked.isPending} onPress={block}>
          Block user
        </Button>
      </DialogActions>
    </Dialog>
  );
}
