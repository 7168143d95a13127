import { allPermissions, type Permission } from '@rollcall/shared/access/permissions.ts';
import { z } from 'zod';
import type { Store } from './schema.ts';

/** What the team has agreed on. */
export interface TeamSettings {
  /** The permissions whose acts have to be given a reason. */
  reasonRequired: readonly Permission[];
  /** Above how many users an act on many takes a second person; `undefined` where it never does. */
  approvalAbove: number | undefined;
}

const Stored = {
  reason_required: z.array(z.string()),
  approval_above: z.number().int().nullable(),
};

/** The settings of the team. Nothing is asked for until somebody has said so. */
export class Settings {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async read(): Promise<TeamSettings> {
    const rows = await this.#store.selectFrom('settings').select(['name', 'value']).execute();
    const values = new Map(rows.map(({ name, value }) => [name, value]));
    const reasons = Stored.reason_required.safeParse(values.get('reason_required')).data ?? [];
    const above = Stored.approval_above.safeParse(values.get('approval_above')).data;
    return {
      reasonRequired: allPermissions.filter((permission) => reasons.includes(permission)),
      approvalAbove: above ?? undefined,
    };
  }

  async write({
    reasonRequired,
    approvalAbove = null,
  }: Omit<TeamSettings, 'approvalAbove'> & { approvalAbove?: number | null | undefined }): Promise<void> {
    const values = [
      { name: 'reason_required', value: JSON.stringify(reasonRequired) },
      { name: 'approval_above', value: JSON.stringify(approvalAbove) },
    ];
    await this.#store
      .insertInto('settings')
      .values(values)
      .onConflict((conflict) =>
        conflict.column('name').doUpdateSet((row) => ({ value: row.ref('excluded.value') })),
      )
      .execute();
  }
}
