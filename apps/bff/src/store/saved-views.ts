import { defaultListState, ListState } from '@rollcall/shared/user/list-state.ts';
import type { Store } from './schema.ts';

/** A view as it is stored. */
export interface StoredView {
  id: string;
  name: string;
  state: ListState;
  isShared: boolean;
  ownerId: string | null;
  /** What its maker is called now; `null` for one who is in the team no more. */
  ownerName: string | null;
  /** Whether the reader's list of users begins with it. */
  isDefault: boolean;
}

/** What a view is made of. */
export type ViewFields = Pick<StoredView, 'name' | 'state' | 'isShared'>;

/** The views of the list of users: each team member's own, and those that the team shares. */
export class SavedViews {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The views that a team member has: their own by name, then what others share. */
  async list(memberId: string): Promise<StoredView[]> {
    return this.#read(memberId);
  }

  /** One of those; `undefined` where there is none, or it is somebody else's alone. */
  async find(memberId: string, id: string): Promise<StoredView | undefined> {
    return (await this.#read(memberId, id))[0];
  }

  /** How many views a team member has made. */
  async count(memberId: string): Promise<number> {
    const { count } = await this.#store
      .selectFrom('saved_views')
      .select(({ fn }) => fn.countAll().as('count'))
      .where('owner_id', '=', memberId)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  /** Whether somebody has another view of this name, whatever its capitals. */
  async isTaken(ownerId: string, name: string, except?: string): Promise<boolean> {
    const found = await this.#store
      .selectFrom('saved_views')
      .select('id')
      .where('owner_id', '=', ownerId)
      .where((eb) => eb(eb.fn('lower', ['name']), '=', eb.fn('lower', [eb.val(name)])))
      .$if(except !== undefined, (query) => query.where('id', '!=', except ?? ''))
      .executeTakeFirst();
    return found !== undefined;
  }

  /** Keeps a new view, and answers its id. @throws where its maker has one of that name */
  async add(ownerId: string, { name, state, isShared }: ViewFields): Promise<string> {
    const { id } = await this.#store
      .insertInto('saved_views')
      .values({
        owner_id: ownerId,
        private_to: isShared ? null : ownerId,
        name,
        state: JSON.stringify(state),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  }

  /** Changes a view. @throws where its maker has another one of that name */
  async change({ id, ownerId }: StoredView, { name, state, isShared }: ViewFields): Promise<void> {
    await this.#store
      .updateTable('saved_views')
      .set({ name, state: JSON.stringify(state), private_to: isShared ? null : ownerId })
      .where('id', '=', id)
      .execute();
  }

  /** Deletes a view, wherever it is what a list begins with. */
  async remove(id: string): Promise<void> {
    await this.#store.deleteFrom('saved_views').where('id', '=', id).execute();
  }

  /** Has somebody's list of users begin with a view, or with all users. */
  async setDefault(memberId: string, viewId: string | null): Promise<void> {
    if (viewId === null) {
      await this.#store.deleteFrom('default_views').where('member_id', '=', memberId).execute();
      return;
    }
    await this.#store
      .insertInto('default_views')
      .values({ member_id: memberId, view_id: viewId })
      .onConflict((conflict) => conflict.column('member_id').doUpdateSet({ view_id: viewId }))
      .execute();
  }

  async #read(memberId: string, id?: string): Promise<StoredView[]> {
    const rows = await this.#store
      .selectFrom('saved_views')
      .leftJoin('team_members', 'team_members.id', 'saved_views.owner_id')
      .leftJoin('default_views', (join) =>
        join
          .onRef('default_views.view_id', '=', 'saved_views.id')
          .on('default_views.member_id', '=', memberId),
      )
      .select(['saved_views.id', 'saved_views.name', 'state', 'private_to', 'owner_id'])
      .select(['team_members.name as maker', 'team_members.email', 'default_views.member_id as reader'])
      .where((eb) => eb.or([eb('private_to', 'is', null), eb('private_to', '=', memberId)]))
      .$if(id !== undefined, (query) => query.where('saved_views.id', '=', id ?? ''))
      .orderBy((eb) => eb.fn.coalesce(eb('owner_id', '=', memberId), eb.val(false)), 'desc')
      .orderBy((eb) => eb.fn('lower', ['saved_views.name']))
      .orderBy('saved_views.id')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      state: readState(row.state),
      isShared: row.private_to === null,
      ownerId: row.owner_id,
      ownerName: row.owner_id === null ? null : (row.maker ?? row.email ?? row.owner_id),
      isDefault: row.reader !== null,
    }));
  }
}

/** A stored state. What a later version has added is as usual; one that cannot be read is the usual one. */
function readState(stored: unknown): ListState {
  const known = typeof stored === 'object' ? stored : {};
  return ListState.safeParse({ ...defaultListState, ...known }).data ?? defaultListState;
}
