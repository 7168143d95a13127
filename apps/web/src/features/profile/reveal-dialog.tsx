import { teamRows } from '@rollcall/shared/contract/team.ts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';

interface RevealDialogProps {
  userId: string;
  field: string;
  label: string;
  onClose: () => void;
  /** Gets the value; `null` where the user has none. */
  onRevealed: (value: unknown) => void;
}

/** Asks why a hidden field is to be seen, and fetches it. */
export function RevealDialog({ userId, field, label, onClose, onRevealed }: RevealDialogProps) {
  const [reason, setReason] = useState('');
  // The value is handed over and not answered: a cache of answers is no place for it.
  const revealing = useMutation({
    mutationFn: async () => {
      const { data } = await call(teamRows.revealUserField, { params: { userId }, body: { field }, reason });
      onRevealed(data.value);
    },
  });
  return (
    <Dialog title={`Reveal ${label}?`} role="alertdialog" isOpen onOpenChange={onClose}>
      <p>
        It is shown on this page only, until you leave it. The audit trail tells that you looked, and why.
      </p>
      <ReasonField value={reason} onChange={setReason} />
      {revealing.isError && <ProblemNotice error={revealing.error} />}
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        <Button
          variant="primary"
          isPending={revealing.isPending}
          isDisabled={reason.trim() === ''}
          onPress={() => revealing.mutate()}
        >
          Reveal
        </Button>
      </DialogActions>
    </Dialog>
  );
}
