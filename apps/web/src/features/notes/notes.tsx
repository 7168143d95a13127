import { type Note, notesRows } from '@rollcall/shared/contract/notes.ts';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useAsksForReason } from '../../api/conditions.ts';
import { useMay } from '../../api/me.ts';
import { userQuery } from '../../api/user.ts';
import { isProblem } from '../../lib/problem-error.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { NoteForm } from './note-form.tsx';
import { NoteItem } from './note-item.tsx';
import styles from './notes.module.css';
import { notesQuery, useNoteAct } from './queries.ts';

/** What the team has written down about a user, and where one writes more. */
export function Notes({ userId }: { userId: string }) {
  const { data: user } = useSuspenseQuery(userQuery(userId));
  const notes = useQuery(notesQuery(userId));
  const mayWrite = useMay(notesRows.createUserNote, [], user.data);
  const adding = useNoteAct(userId);
  const asksWhy = useAsksForReason(notesRows.createUserNote) || isProblem(adding.error, 'reason_required');
  return (
    <section className={styles.card} aria-labelledby="notes">
      <h2 id="notes" className={styles.title}>
        Notes
      </h2>
      <p className={styles.hint}>Kept in Rollcall, for everybody in the team who can see this user.</p>
      {mayWrite.allowed ? (
        <NoteForm
          label="New note"
          text=""
          keepKey={`note ${userId}`}
          asksWhy={asksWhy}
          act="Add note"
          isPending={adding.isPending}
          onSubmit={(text, reason, done) => adding.mutate({ text, reason }, { onSuccess: done })}
        >
          {adding.isError && <ProblemNotice error={adding.error} />}
        </NoteForm>
      ) : (
        <p className={styles.hint}>{mayWrite.sentence}</p>
      )}
      {notes.error !== null && <ProblemNotice error={notes.error} onRetry={() => void notes.refetch()} />}
      {notes.isPending ? (
        <Skeleton height="48px" />
      ) : (
        <List notes={notes.data ?? []} userId={userId} mayWrite={mayWrite.allowed} />
      )}
    </section>
  );
}

function List({ notes, userId, mayWrite }: { notes: readonly Note[]; userId: string; mayWrite: boolean }) {
  if (notes.length === 0) return <p className={styles.hint}>No notes yet.</p>;
  return (
    <ol className={styles.list} aria-label="Notes about this user">
      {notes.map((note) => (
        <NoteItem key={note.id} note={note} userId={userId} mayWrite={mayWrite} />
      ))}
    </ol>
  );
}
