import { type Note, notesRows } from '@rollcall/shared/contract/notes.ts';
import { useState } from 'react';
import { useAsksForReason } from '../../api/conditions.ts';
import { isProblem } from '../../lib/problem-error.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { PlainTime } from '../../ui/plain-time.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';
import { NoteForm } from './note-form.tsx';
import styles from './notes.module.css';
import { useNoteAct } from './queries.ts';

interface NoteItemProps {
  note: Note;
  userId: string;
  mayWrite: boolean;
}

/** One note, with who wrote it; its author changes it in place. */
export function NoteItem({ note, userId, mayWrite }: NoteItemProps) {
  const [isEditing, setEditing] = useState(false);
  const [isDeleting, setDeleting] = useState(false);
  const changing = useNoteAct(userId);
  const asksWhy = useAsksForReason(notesRows.updateUserNote) || isProblem(changing.error, 'reason_required');
  return (
    <li className={styles.note}>
      {isEditing ? (
        <NoteForm
          label="Note"
          text={note.text}
          keepKey={`note ${userId} ${note.id}`}
          asksWhy={asksWhy}
          act="Save note"
          isPending={changing.isPending}
          onSubmit={(text, reason) =>
            changing.mutate({ id: note.id, text, reason }, { onSuccess: () => setEditing(false) })
          }
          onCancel={() => setEditing(false)}
        >
          {changing.isError && <ProblemNotice error={changing.error} />}
        </NoteForm>
      ) : (
        <p className={styles.text} dir="auto">
          {note.text}
        </p>
      )}
      <div className={styles.foot}>
        <span className={styles.hint}>
          <bdi>{note.author.name}</bdi>, <PlainTime iso={note.created_at} />
          {note.edited_at !== undefined && (
            <>
              , changed <PlainTime iso={note.edited_at} />
            </>
          )}
        </span>
        {note.is_of_earlier_account && <Badge tone="amber">About an earlier account with this user_id</Badge>}
        {mayWrite && !isEditing && (
          <span className={styles.acts}>
            {note.is_own && (
              <Button size="small" variant="quiet" onPress={() => setEditing(true)}>
                Edit note
              </Button>
            )}
            {note.is_deletable && (
              <Button size="small" variant="quiet" onPress={() => setDeleting(true)}>
                Delete note
              </Button>
            )}
          </span>
        )}
      </div>
      {isDeleting && <DeleteNoteDialog note={note} userId={userId} onClose={() => setDeleting(false)} />}
    </li>
  );
}

function DeleteNoteDialog({ note, userId, onClose }: { note: Note; userId: string; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const deleting = useNoteAct(userId);
  const asksWhy = useAsksForReason(notesRows.deleteUserNote) || isProblem(deleting.error, 'reason_required');
  return (
    <Dialog title="Delete this note?" role="alertdialog" isOpen onOpenChange={onClose}>
      <p>
        Its text is gone for good. That <bdi>{note.author.name}</bdi> wrote a note, and that you deleted it,
        stays in the audit trail.
      </p>
      {asksWhy && <ReasonField value={reason} onChange={setReason} />}
      {deleting.isError && <ProblemNotice error={deleting.error} />}
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        <Button
          variant="danger"
          isPending={deleting.isPending}
          isDisabled={asksWhy && reason.trim() === ''}
          onPress={() => deleting.mutate({ id: note.id, reason }, { onSuccess: onClose })}
        >
          Delete note
        </Button>
      </DialogActions>
    </Dialog>
  );
}
