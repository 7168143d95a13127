import { Ticket } from '@rollcall/shared/contract/credentials.ts';
import type { ItemState } from '@rollcall/shared/contract/operation-states.ts';
import { csvLine } from '@rollcall/shared/csv.ts';
import { z } from 'zod';
import { type ItemStore } from '../../operations/item-store.ts';
import { sealFor } from '../../operations/sealed-results.ts';
import type { SealedSecrets } from '../../webhooks/sealed-secrets.ts';

const atOnce = 500;
const heads = ['number', 'user_id', 'entry', 'outcome', 'code', 'reason'];
const ticketHeads = ['ticket', 'ticket_expires_at'];
const Given = z.object({ entry: z.string().optional() });

/** What has become of each item of an operation, as lines of CSV; with what was sealed for its member only. */
export async function* report(
  { items, sealed }: { items: ItemStore; sealed: SealedSecrets | undefined },
  operationId: string,
  state: ItemState | undefined,
): AsyncGenerator<Uint8Array> {
  const text = new TextEncoder();
  yield text.encode(`\uFEFF${csvLine([...heads, ...(sealed === undefined ? [] : ticketHeads)])}`);
  for (let after = -1; ;) {
    const page = await items.page(operationId, after, atOnce, state);
    const last = page.at(-1);
    if (last === undefined) return;
    const lines = page.map((item) => {
      const { entry = '' } = Given.catch({}).parse(item.input ?? {});
      const because = [item.code ?? '', item.detail ?? ''];
      const told = [String(item.seq + 1), item.user_id ?? '', entry, item.state, ...because];
      return csvLine([...told, ...(sealed === undefined ? [] : ticketIn(sealed, operationId, item))]);
    });
    yield text.encode(lines.join(''));
    after = last.seq;
  }
}

function ticketIn(
  sealed: SealedSecrets,
  operationId: string,
  item: { seq: number; sealed: string | null },
): [ticket: string, expires: string] {
  const opened = item.sealed === null ? undefined : sealed.open(sealFor(operationId, item.seq), item.sealed);
  const ticket = opened === undefined ? undefined : Ticket.safeParse(JSON.parse(opened)).data;
  return [ticket?.ticket ?? '', ticket?.expires_at ?? ''];
}
