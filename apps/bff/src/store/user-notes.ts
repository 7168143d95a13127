import type { Store } from './schema.ts';

/** A note as it is stored. */
export interface StoredNote {
  id: string;
  user_id: string;
  text: string;
  author_id: string;
  author_name: string;
  created_at: Date;
  edited_at: Date | null;
}

/** Who writes a note. The name is kept as it is now: it outlives the author's place in the team. */
interface Author {
  id: string;
  name: string;
}

const columns = ['id', 'user_id', 'text', 'author_id', 'author_name', 'created_at', 'edited_at'] as const;

/**
 * What the team has written down about users, in Rollcall's own database. A user who was linked with others
 * is asked for with the ids of all of them: notes stay with the account that they were written about.
 */
export class UserNotes {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The notes about a user, the newest first. */
  list(userIds: readonly string[], limit: number): Promise<StoredNote[]> {
    return this.#store
      .selectFrom('user_notes')
      .select(columns)
      .where('user_id', 'in', userIds)
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .limit(limit)
      .execute();
  }

  /** One note about this user; `undefined` where there is none. */
  find(userIds: readonly string[], id: string): Promise<StoredNote | undefined> {
    return this.#store
      .selectFrom('user_notes')
      .select(columns)
      .where('user_id', 'in', userIds)
      .where('id', '=', id)
      .executeTakeFirst();
  }

  /** Writes a note down. */
  add(userId: string, author: Author, text: string): Promise<StoredNote> {
    return this.#store
      .insertInto('user_notes')
      .values({ user_id: userId, text, author_id: author.id, author_name: author.name })
      .returning(columns)
      .executeTakeFirstOrThrow();
  }

  /** Gives a note another text; `undefined` where it is gone. */
  change(userIds: readonly string[], id: string, text: string): Promise<StoredNote | undefined> {
    return this.#store
      .updateTable('user_notes')
      .set({ text, edited_at: new Date() })
      .where('user_id', 'in', userIds)
      .where('id', '=', id)
      .returning(columns)
      .executeTakeFirst();
  }

  /** Deletes one note. */
  async remove(userIds: readonly string[], id: string): Promise<void> {
    await this.#store.deleteFrom('user_notes').where('user_id', 'in', userIds).where('id', '=', id).execute();
  }

  /** Deletes all notes about a user, who is gone. */
  async forget(userIds: readonly string[]): Promise<void> {
    await this.#store.deleteFrom('user_notes').where('user_id', 'in', userIds).execute();
  }
}
