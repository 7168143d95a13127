import { z } from 'zod';
import { isStorable } from '../user/metadata.ts';
import { UserParams } from './profile.ts';
import type { Row } from './row.ts';

/** What a team member has written down about a user. It is kept in Rollcall and never in the tenant. */
export const Note = z.object({
  id: z.string(),
  text: z.string(),
  author: z.object({ id: z.string(), name: z.string() }),
  created_at: z.string(),
  /** When its author changed it last. */
  edited_at: z.string().optional(),
  /** Whether the caller wrote it, and so may change it. */
  is_own: z.boolean(),
  /** Whether the caller may delete it: their own, or any where they manage the team. */
  is_deletable: z.boolean(),
  /** It was written before this account was made: about one that had the same user_id. */
  is_of_earlier_account: z.boolean(),
});
export type Note = z.infer<typeof Note>;

/** The longest note, in characters. */
export const longestNote = 4000;

const NoteText = z.strictObject({
  text: z
    .string()
    .trim()
    .min(1, 'A note needs a text.')
    .max(longestNote, `A note has at most ${longestNote.toLocaleString('en')} characters.`)
    .refine(isStorable, 'Contains a character that cannot be stored.'),
});

const NoteParams = z.strictObject({ ...UserParams.shape, noteId: z.uuid('is not the id of a note') });

export const notesRows = {
  listUserNotes: {
    method: 'GET',
    path: '/api/users/:userId/notes',
    permission: 'users:read',
    scopes: ['read:users'],
    user: 'in-scope',
    params: UserParams,
    status: 200,
    /** The newest first, and at most 200. */
    response: z.object({ notes: z.array(Note) }),
    problems: ['not_found'],
  },
  createUserNote: {
    method: 'POST',
    path: '/api/users/:userId/notes',
    permission: 'notes:write',
    scopes: ['read:users'],
    user: 'in-scope',
    audit: 'user.note_add',
    ifMatch: 'accepted',
    params: UserParams,
    body: NoteText,
    status: 201,
    response: Note,
    problems: ['not_found', 'conflict'],
  },
  updateUserNote: {
    method: 'PATCH',
    path: '/api/users/:userId/notes/:noteId',
    permission: 'notes:write',
    scopes: ['read:users'],
    user: 'in-scope',
    audit: 'user.note_edit',
    ifMatch: 'accepted',
    params: NoteParams,
    body: NoteText,
    status: 200,
    response: Note,
    problems: ['not_found', 'permission_missing', 'conflict'],
  },
  deleteUserNote: {
    method: 'DELETE',
    path: '/api/users/:userId/notes/:noteId',
    permission: 'notes:write',
    scopes: ['read:users'],
    user: 'in-scope',
    audit: 'user.note_delete',
    ifMatch: 'accepted',
    params: NoteParams,
    status: 204,
    problems: ['not_found', 'permission_missing', 'conflict'],
  },
} as const satisfies Record<string, Row>;
