import { sql } from 'kysely';
import type { Store } from '../store/schema.ts';
import { nextTry } from './retries.ts';
import type { Sent } from './send.ts';

/** A delivery that this process, and no other, is to try now. */
export interface DueDelivery {
  id: string;
  webhookId: string;
  action: string;
  body: string;
  /** Which try this is, from 1. */
  tries: number;
  url: string;
  sealedSecret: string;
}

/** Longer than any try: whoever has not said by then how it ended, has died. */
const leaseMs = 2 * 60_000;
const keptDays = 30;

/**
 * Takes the delivery that is due for longest, so that nobody else does. Where this process dies before
 * it says how the try ended, the delivery is due again two minutes later.
 */
export async function takeDue(store: Store, now: Date): Promise<DueDelivery | undefined> {
  const { rows } = await sql<DueDelivery>`
    with due as (
      select delivery.id, webhook.url, webhook.sealed_secret
      from webhook_deliveries delivery join webhooks webhook on webhook.id = delivery.webhook_id
      where delivery.state = 'waiting' and delivery.next_try_at <= ${now} and webhook.enabled
      order by delivery.next_try_at limit 1
      for update of delivery skip locked
    )
    update webhook_deliveries delivery
    set tries = tries + 1, last_tried_at = ${now}, next_try_at = ${new Date(now.getTime() + leaseMs)}
    from due where delivery.id = due.id
    returning delivery.id, delivery.webhook_id as "webhookId", delivery.action, delivery.body, delivery.tries,
      due.url, due.sealed_secret as "sealedSecret"`.execute(store);
  return rows[0];
}

/** Writes down how a try ended, unless somebody else has taken the delivery meanwhile. */
export async function settle(store: Store, due: DueDelivery, sent: Sent, now: Date): Promise<void> {
  const next = sent.ok ? undefined : nextTry(due.tries, now);
  await store
    .updateTable('webhook_deliveries')
    .set({
      state: sent.ok ? 'delivered' : next === undefined ? 'given_up' : 'waiting',
      next_try_at: next ?? null,
      status: sent.status ?? null,
      error: sent.error ?? null,
    })
    .where('id', '=', due.id)
    .where('tries', '=', due.tries)
    .where('state', '=', 'waiting')
    .execute();
}

/** Removes what was delivered or given up, thirty days after the act. */
export async function pruneDeliveries(store: Store, now: Date): Promise<void> {
  await store
    .deleteFrom('webhook_deliveries')
    .where('state', '!=', 'waiting')
    .where('created_at', '<', new Date(now.getTime() - keptDays * 24 * 60 * 60_000))
    .execute();
}
