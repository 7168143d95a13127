import { randomBytes, randomUUID } from 'node:crypto';
import type { AuditAction } from '@rollcall/shared/contract/audit-actions.ts';
import type { Webhook, WebhookDelivery } from '@rollcall/shared/contract/webhooks.ts';
import { type Selectable, sql } from 'kysely';
import type { Store, Tables } from '../store/schema.ts';
import { readActions } from './actions.ts';
import type { SealedSecrets } from './sealed-secrets.ts';

/** What a team member says of a webhook. */
export interface WebhookFields {
  url: string;
  description: string;
  actions: readonly AuditAction[];
  enabled: boolean;
}

/** The webhooks of the team, and what was sent to them. */
export class WebhookStore {
  readonly #store: Store;
  readonly #secrets: SealedSecrets;

  constructor(store: Store, secrets: SealedSecrets) {
    this.#store = store;
    this.#secrets = secrets;
  }

  /** All webhooks, the oldest first. */
  list(): Promise<Webhook[]> {
    return this.#read();
  }

  async find(id: string): Promise<Webhook | undefined> {
    return (await this.#read(id))[0];
  }

  /** Adds a webhook that is told of what is done from now on. Its secret is answered here and never again. */
  async add(fields: WebhookFields): Promise<{ webhook: Webhook; secret: string }> {
    const id = randomUUID();
    const secret = randomBytes(32).toString('base64url');
    const createdAt = new Date();
    await this.#store
      .insertInto('webhooks')
      .values({
        ...columnsOf(fields),
        id,
        sealed_secret: this.#secrets.seal(id, secret),
        since: sql<number>`(select coalesce(max(seq), 0) from audit_entries)`,
        created_at: createdAt,
      })
      .execute();
    return {
      webhook: { id, ...fields, actions: [...fields.actions], createdAt: createdAt.toISOString() },
      secret,
    };
  }

  /** Changes a webhook. One that is switched off is told of nothing, nor of what still waits. */
  async change(id: string, fields: WebhookFields): Promise<void> {
    await this.#store.transaction().execute(async (transaction) => {
      await transaction.updateTable('webhooks').set(columnsOf(fields)).where('id', '=', id).execute();
      if (fields.enabled) return;
      await transaction
        .updateTable('webhook_deliveries')
        .set({ state: 'given_up', next_try_at: null, error: 'The webhook was switched off.' })
        .where('webhook_id', '=', id)
        .where('state', '=', 'waiting')
        .execute();
    });
  }

  /** Removes a webhook and all that is known of its deliveries. */
  async remove(id: string): Promise<void> {
    await this.#store.deleteFrom('webhooks').where('id', '=', id).execute();
  }

  /** The deliveries of a webhook, the newest first. */
  async deliveries(id: string, before: number | undefined, limit: number): Promise<WebhookDelivery[]> {
    const rows = await this.#store
      .selectFrom('webhook_deliveries')
      .selectAll()
      .where('webhook_id', '=', id)
      .$if(before !== undefined, (query) => query.where('event_id', '<', before ?? 0))
      .orderBy('event_id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(deliveryOf);
  }

  /** Makes a delivery due now, whatever became of it before; `undefined` where there is none. */
  async sendAgain(webhookId: string, id: string): Promise<WebhookDelivery | undefined> {
    const row = await this.#store
      .updateTable('webhook_deliveries')
      .set({
        state: 'waiting',
        next_try_at: new Date(),
        // One that waits may be under way: its number must not come up twice.
        tries: sql<number>`case state when 'waiting' then tries else 0 end`,
      })
      .where((eb) => eb.and({ id, webhook_id: webhookId }))
      .returningAll()
      .executeTakeFirst();
    return row === undefined ? undefined : deliveryOf(row);
  }

  async #read(id?: string): Promise<Webhook[]> {
    const rows = await this.#store
      .selectFrom('webhooks')
      .leftJoinLateral(
        (eb) =>
          eb
            .selectFrom('webhook_deliveries')
            .select(['last_tried_at', 'state'])
            .whereRef('webhook_id', '=', 'webhooks.id')
            .where('last_tried_at', 'is not', null)
            .orderBy('last_tried_at', 'desc')
            .limit(1)
            .as('last'),
        (join) => join.onTrue(),
      )
      .selectAll('webhooks')
      .select(['last.last_tried_at', 'last.state'])
      .$if(id !== undefined, (query) => query.where('webhooks.id', '=', id ?? ''))
      .orderBy('webhooks.created_at')
      .orderBy('webhooks.id')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      url: row.url,
      description: row.description,
      actions: readActions(row.actions),
      enabled: row.enabled,
      createdAt: row.created_at.toISOString(),
      ...(row.last_tried_at === null
        ? {}
        : { lastDelivery: { at: row.last_tried_at.toISOString(), ok: row.state === 'delivered' } }),
    }));
  }
}

function columnsOf({ url, description, actions, enabled }: WebhookFields) {
  return { url, description, actions: JSON.stringify(actions), enabled };
}

function deliveryOf(row: Selectable<Tables['webhook_deliveries']>): WebhookDelivery {
  const [action] = readActions([row.action]);
  if (action === undefined) throw new Error('A delivery is of one act.');
  return {
    id: row.id,
    eventId: Number(row.event_id),
    action,
    state: row.state,
    tries: row.tries,
    createdAt: row.created_at.toISOString(),
    lastTriedAt: row.last_tried_at?.toISOString(),
    nextTryAt: row.next_try_at?.toISOString(),
    status: row.status ?? undefined,
    error: row.error ?? undefined,
  };
}
