import { allPermissions, type Permission } from '@rollcall/shared/access/permissions.ts';
import { z } from 'zod';
import type { Store } from './schema.ts';

/** What the team has agreed on. */
export interface TeamSettings {
  /** The permissions whose acts have to be given a reason. */
  reasonRequired: readonly Permission[];
}

const ReasonRequired = z.array(z.string());
const name = 'reason_required';

/** The settings of the team. Nothing is asked for until somebody has said so. */
export class Settings {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async read(): Promise<TeamSettings> {
    const row = await this.#store
      .selectFrom('settings')
      .select('value')
      .where('name', '=', name)
      .executeTakeFirst();
    const stored = ReasonRequired.safeParse(row?.value).data ?? [];
    return { reasonRequired: allPermissions.filter((permission) => stored.includes(permission)) };
  }

  async write({ reasonRequired }: TeamSettings): Promise<void> {
    const value = JSON.stringify(reasonRequired);
    await this.#store
      .insertInto('settings')
      .values({ name, value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute();
  }
}
