import { permissionsOf } from '@rollcall/shared/access/decision.ts';
import type { Note, notesRows } from '@rollcall/shared/contract/notes.ts';
import type { HandlersOf } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import { accountIdsOf } from '../../management/account-ids.ts';
import type { TenantUser } from '../../management/user-schema.ts';
import { nameOf } from '../../store/caller.ts';
import type { TeamMember } from '../../store/team.ts';
import type { StoredNote, UserNotes } from '../../store/user-notes.ts';

/** How many notes are shown of one user. */
const mostNotes = 200;

/**
 * Notes about a user. The audit trail tells that one was written, changed or deleted, and never its text:
 * it can hold what a person said in confidence, and what is in the trail can be deleted no more.
 */
export function notesHandlers(notes: UserNotes): HandlersOf<typeof notesRows> {
  const find = async (user: TenantUser, id: string) => {
    const note = await notes.find(accountIdsOf(user), id);
    if (note === undefined) throw new ProblemError('not_found');
    return note;
  };
  return {
    listUserNotes: async ({ member, user }) => ({
      notes: (await notes.list(accountIdsOf(user), mostNotes)).map((note) => shown(note, member, user)),
    }),

    createUserNote: async ({ member, user, body, telling }) => {
      const note = await notes.add(user.user_id, { id: member.id, name: nameOf(member) }, body.text);
      telling.changed([{ field: 'note', before: null, after: note.id }]);
      return shown(note, member, user);
    },

    updateUserNote: async ({ member, user, params, body, telling }) => {
      const note = await find(user, params.noteId);
      if (!isOwn(note, member)) throw beyond('Only its author changes a note.');
      const changed = await notes.change([note.user_id], note.id, body.text);
      if (changed === undefined) throw new ProblemError('not_found');
      telling.changed([{ field: 'note', before: note.id, after: note.id }]);
      return shown(changed, member, user);
    },

    deleteUserNote: async ({ member, user, params, telling }) => {
      const note = await find(user, params.noteId);
      if (!isDeletable(note, member)) {
        throw beyond('Its author deletes a note, and whoever manages the team.');
      }
      await notes.remove([note.user_id], note.id);
      telling.changed([{ field: 'note', before: note.id, after: null }]);
    },
  };
}

function shown(note: StoredNote, member: TeamMember, user: TenantUser): Note {
  const { user_id: userId, created_at: madeAt } = user;
  return {
    id: note.id,
    text: note.text,
    author: { id: note.author_id, name: note.author_name },
    created_at: note.created_at.toISOString(),
    edited_at: note.edited_at?.toISOString(),
    is_own: isOwn(note, member),
    is_deletable: isDeletable(note, member),
    // When an identity's account was made, nobody tells any more.
    is_of_earlier_account:
      note.user_id === userId && madeAt !== undefined && note.created_at < new Date(madeAt),
  };
}

function isOwn(note: StoredNote, member: TeamMember): boolean {
  return note.author_id === member.id;
}

function isDeletable(note: StoredNote, member: TeamMember): boolean {
  return isOwn(note, member) || permissionsOf(member.grants).includes('team:manage');
}

function beyond(detail: string): ProblemError {
  return new ProblemError('permission_missing', { detail, missing: ['team:manage'] });
}
