import type { Store } from './schema.ts';

/** A note as it is stored. */
export interface StoredNote {
  id: string;
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

const columns = ['id', 'text', 'author_id', 'author_name', 'created_at', 'edited_at'] as const;

/** What the team has written down about users, in Rollcall's own database. */
export class UserNotes {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The notes about a user, the newest first. */
  list(userId: string, limit: number): Promise<StoredNote[]> {
    return this.#store
      .selectFrom('user_notes')
      .select(columns)
      .where('user_id', '=', userId)
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .limit(limit)
      .execute();
  }

  /** One note about this user; `undefined` where there is none. */
  find(userId: string, id: string): Promise<StoredNote | undefined> {
    return this.#store
      .selectFrom('user_notes')
      .select(columns)
      .where('user_id', '=', userId)
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
  change(userId: string, id: string, text: string): Promise<StoredNote | undefined> {
    return this.#store
      .updateTable('user_notes')
      .set({ text, edited_at: new Date() })
      .where('user_id', '=', userId)
      .where('id', '=', id)
      .returning(columns)
      .executeTakeFirst();
  }

  /** Deletes one note. */
  async remove(userId: string, id: string): Promise<void> {
    await this.#store.deleteFrom('user_notes').where('user_id', '=', userId).where('id', '=', id).execute();
  }

  /** Deletes all notes about a user, who is gone. */
  async forget(userId: string): Promise<void> {
    await this.#store.deleteFrom('user_notes').where('user_id', '=', userId).execute();
  }
}
