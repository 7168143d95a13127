import type { View } from '@rollcall/shared/contract/views.ts';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { allUsers } from '../../api/views.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { toast } from '../../ui/toast.tsx';
import { useChangeView, useDeleteView } from './use-view-acts.ts';
import styles from './views.module.css';
import { whatSharingShows } from './words.ts';

interface ActProps {
  view: View;
  onClose: () => void;
}

/** Says what the team will see, and shares a view. */
export function ShareDialog({ view, onClose }: ActProps) {
  const change = useChangeView(true);
  return (
    <AskDialog
      title={
        <>
          Share <bdi>“{view.name}”</bdi> with the team?
        </>
      }
      action="Share"
      act={change}
      onAct={() =>
        change.mutate(
          { view, body: { is_shared: true }, said: 'The team has the view.' },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      <p>{whatSharingShows}</p>
      {view.state.q !== '' && (
        <p>
          It searches for <code className={styles.query}>{view.state.q}</code>
        </p>
      )}
    </AskDialog>
  );
}

/** Deletes a view. */
export function DeleteDialog({ view, onClose }: ActProps) {
  const navigate = useNavigate();
  const search: { view?: string } = useSearch({ strict: false });
  const remove = useDeleteView();
  return (
    <AskDialog
      title={
        <>
          Delete the view <bdi>“{view.name}”</bdi>?
        </>
      }
      action="Delete view"
      tone="danger"
      act={remove}
      onAct={() =>
        remove.mutate(view, {
          onSuccess: () => {
            toast({ text: 'The view is deleted.' });
            onClose();
            if (search.view === view.id) void navigate({ to: '/users', search: { view: allUsers } });
          },
        })
      }
      onClose={onClose}
    >
      <p>
        {view.is_shared
          ? 'It is gone for everybody in the team. The users that it finds stay as they are.'
          : 'The users that it finds stay as they are.'}
      </p>
    </AskDialog>
  );
}

interface AskDialogProps {
  title: ReactNode;
  action: string;
  tone?: 'primary' | 'danger';
  act: { isPending: boolean; error: Error | null };
  onAct: () => void;
  onClose: () => void;
  children: ReactNode;
}

function AskDialog({ title, action, tone = 'primary', act, onAct, onClose, children }: AskDialogProps) {
  return (
    <Dialog title={title} role="alertdialog" isOpen onOpenChange={onClose}>
      {children}
      {act.error !== null && <ProblemNotice error={act.error} />}
      <DialogActions>
        <Button onPress={onClose} isDisabled={act.isPending}>
          Cancel
        </Button>
        <Button variant={tone} isPending={act.isPending} onPress={onAct}>
          {action}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
