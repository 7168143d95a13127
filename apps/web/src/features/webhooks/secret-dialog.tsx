import { Button } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';

/** Shows the secret of a new webhook, this one time. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    // Escape does not close it: the secret would be lost.
    <Dialog title="The webhook is added" role="alertdialog" isOpen onOpenChange={() => undefined}>
      <Notice tone="amber" title="Copy the secret now">
        It is not shown again. Whoever loses it removes the webhook and adds it anew.
      </Notice>
      <CopyText text={secret} label="secret" />
      <p>
        With it the receiver checks the header <code>Rollcall-Signature</code>, and knows that a report comes
        from here. <code>docs/webhooks.md</code> shows how.
      </p>
      <DialogActions>
        <Button variant="primary" onPress={onClose}>
          I have copied it
        </Button>
      </DialogActions>
    </Dialog>
  );
}
