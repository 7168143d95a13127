import { longestViewName, type View } from '@rollcall/shared/contract/views.ts';
import type { ListState } from '@rollcall/shared/user/list-state.ts';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { searchOfView } from '../../api/views.ts';
import { ProblemError } from '../../lib/problem-error.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { useChangeView, useCreateView } from './use-view-acts.ts';
import styles from './views.module.css';
import { whatSharingShows } from './words.ts';

/** Asks for a name, keeps what the list shows under it, and opens it. */
export function NewViewDialog({ state, onClose }: { state: ListState; onClose: () => void }) {
  const navigate = useNavigate();
  const create = useCreateView();
  const [isShared, setShared] = useState(false);
  return (
    <NameDialog
      title="Save as a view"
      action="Save view"
      act={create}
      onName={(name) =>
        create.mutate(
          { name, state, is_shared: isShared },
          {
            onSuccess: (view) => {
              toast({ text: `“${view.name}” is saved.` });
              onClose();
              void navigate({ to: '/users', search: searchOfView(view) });
            },
          },
        )
      }
      onClose={onClose}
    >
      <Switch isSelected={isShared} onChange={setShared} description={whatSharingShows}>
        Share with the team
      </Switch>
    </NameDialog>
  );
}

/** Gives a view another name. */
export function RenameDialog({ view, onClose }: { view: View; onClose: () => void }) {
  const change = useChangeView(true);
  return (
    <NameDialog
      title="Rename the view"
      action="Rename"
      begun={view.name}
      act={change}
      onName={(name) =>
        change.mutate({ view, body: { name }, said: 'The view has a new name.' }, { onSuccess: onClose })
      }
      onClose={onClose}
    />
  );
}

interface NameDialogProps {
  title: string;
  action: string;
  begun?: string;
  act: { isPending: boolean; error: Error | null; reset: () => void };
  onName: (name: string) => void;
  onClose: () => void;
  children?: ReactNode;
}

function NameDialog({ title, action, begun = '', act, onName, onClose, children }: NameDialogProps) {
  const [name, setName] = useState(begun);
  const fault = faultOfName(act.error);
  const isReady = name.trim() !== '' && name.trim() !== begun;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady && !act.isPending) onName(name.trim());
  };
  return (
    // What is typed is not lost by a click beside the dialog.
    <Dialog title={title} role="alertdialog" isOpen onOpenChange={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextField
          label="Name"
          value={name}
          onChange={(typed) => {
            setName(typed);
            if (act.error !== null) act.reset();
          }}
          errorMessage={fault}
          maxLength={longestViewName}
          autoComplete="off"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one field of a dialog that was asked for
          autoFocus
          isRequired
        />
        {children}
        {act.error !== null && fault === undefined && <ProblemNotice error={act.error} />}
        <DialogActions>
          <Button onPress={onClose} isDisabled={act.isPending}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" isDisabled={!isReady} isPending={act.isPending}>
            {action}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function faultOfName(error: Error | null): string | undefined {
  if (!(error instanceof ProblemError)) return undefined;
  return error.problem.errors?.find(({ field }) => field === 'name')?.detail;
}
