import { notesRows } from '@rollcall/shared/contract/notes.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';

/** What the team has noted about a user. */
export function notesQuery(userId: string) {
  return queryOptions({
    queryKey: ['notes', userId],
    queryFn: async ({ signal }) =>
      (await call(notesRows.listUserNotes, { params: { userId }, signal })).data.notes,
    staleTime: 10_000,
  });
}

/** What is done to a note: without an `id` a new one is written, without a `text` one is deleted. */
export interface NoteAct {
  id?: string;
  text?: string;
  reason?: string;
}

/** Writes, changes or deletes a note, and reads the notes again. */
export function useNoteAct(userId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, text, reason }: NoteAct) => {
      if (id === undefined) {
        await call(notesRows.createUserNote, { params: { userId }, body: { text: text ?? '' }, reason });
      } else if (text === undefined) {
        await call(notesRows.deleteUserNote, { params: { userId, noteId: id }, reason });
      } else {
        await call(notesRows.updateUserNote, { params: { userId, noteId: id }, body: { text }, reason });
      }
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: notesQuery(userId).queryKey }),
  });
}
