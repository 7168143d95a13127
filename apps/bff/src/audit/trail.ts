import { createHash } from 'node:crypto';
import type { AuditChange, AuditOutcome, AuditTarget } from '@rollcall/shared/contract/audit.ts';
import type { AuditAction } from '@rollcall/shared/contract/audit-actions.ts';
import type { ProblemCode } from '@rollcall/shared/problems.ts';
import { sql } from 'kysely';
import type { Store } from '../store/schema.ts';

/** Who did something, to what, and why, as it is known before it is done. */
export interface AuditIntent {
  action: AuditAction;
  /** `null` for somebody who is not in the team. */
  actor: { id: string; name: string } | null;
  viewingAs?: string | undefined;
  target: AuditTarget | null;
  reason?: string | undefined;
  requestId: string;
}

/** How it ended. */
export interface AuditEnd {
  outcome: Exclude<AuditOutcome, 'begun'>;
  problem?: ProblemCode | undefined;
  missing?: readonly string[] | undefined;
  changes?: readonly AuditChange[] | undefined;
  /** What became of the target, where that is known only afterwards, as for something new. */
  target?: AuditTarget | undefined;
}

/**
 * The audit trail: entries that are only ever added, each with a hash over itself and the one before.
 * An act has two: it begins before the tenant is called, and ends afterwards. Where the first cannot
 * be written, the act does not take place.
 */
export class AuditTrail {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Writes down that an act begins, and answers the id of its event. @throws when it cannot be written. */
  begin(intent: AuditIntent): Promise<number> {
    return this.#append('begun', intent, undefined);
  }

  /** Writes down how an act ended. @throws when it cannot be written. */
  async end(event: number, intent: AuditIntent, end: AuditEnd): Promise<void> {
    await this.#append('ended', { ...intent, ...end, target: end.target ?? intent.target }, event);
  }

  /** Writes down something that is over at once: a refusal, a sign-in. @throws when it cannot be written. */
  note(intent: AuditIntent, end: AuditEnd): Promise<number> {
    return this.#append('noted', { ...intent, ...end, target: end.target ?? intent.target }, undefined);
  }

  async #append(
    kind: 'begun' | 'ended' | 'noted',
    entry: AuditIntent & Partial<Omit<AuditEnd, 'target'>>,
    event: number | undefined,
  ): Promise<number> {
    return this.#store.transaction().execute(async (transaction) => {
      // One after the other, among replicas too: each needs the hash of the one before.
      await sql`lock table audit_entries in share row exclusive mode`.execute(transaction);
      const last = await transaction
        .selectFrom('audit_entries')
        .select(['seq', 'hash'])
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      const seq = Number(last?.seq ?? 0) + 1;
      const previous = last?.hash ?? '';
      const at = new Date().toISOString();
      const content = storable(JSON.stringify({ seq, kind, event: event ?? seq, at, ...entry }));
      await transaction
        .insertInto('audit_entries')
        .values({
          seq,
          kind,
          event: event ?? seq,
          at,
          action: entry.action,
          outcome: entry.outcome ?? null,
          actor_id: entry.actor?.id ?? null,
          target_id: entry.target?.id ?? null,
          request_id: entry.requestId,
          content,
          previous,
          hash: hashOf(previous, content),
        })
        .execute();
      return event ?? seq;
    });
  }
}

/** The hash of an entry: over the one before it and its own content. */
export function hashOf(previous: string, content: string): string {
  return createHash('sha256').update(previous).update('\n').update(content).digest('hex');
}

/** JSON escapes control characters; halves of characters, which no database keeps, are escaped already too. */
function storable(json: string): string {
  return json.replaceAll('\\u0000', '\\\\u0000');
}
