import type { AuditChange, AuditEvent, AuditOutcome, AuditTarget } from '@rollcall/shared/contract/audit.ts';
import type { AuditAction } from '@rollcall/shared/contract/audit-actions.ts';
import type { ProblemCode } from '@rollcall/shared/problems.ts';
import { sql } from 'kysely';
import type { Store } from '../store/schema.ts';
import { columnsOf, EntryContent, hashOf, written } from './entry.ts';
import { eventOf } from './events.ts';

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

/** An entry before its place in the chain is known. */
interface Draft extends AuditIntent, Omit<Partial<AuditEnd>, 'target'> {
  kind: EntryContent['kind'];
  /** Absent in what begins an event of its own. */
  event?: number;
}

interface Waiting {
  draft: Draft;
  done: (entry: EntryContent) => void;
  failed: (error: unknown) => void;
}

/** Names the lock; the number is of no meaning. */
const appendLock = 7_361_001;
const mostAtOnce = 100;

/**
 * The audit trail: entries that are only ever added, each with a hash over itself and the one before.
 * An act has two: it begins before the tenant is called, and ends afterwards. Where the first cannot
 * be written, the act does not take place.
 */
export class AuditTrail {
  readonly #store: Store;
  readonly #waiting: Waiting[] = [];
  readonly #listeners: ((event: AuditEvent) => void)[] = [];
  #isWriting = false;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Writes down that an act begins, and answers the id of its event. @throws when it cannot be written. */
  async begin(intent: AuditIntent): Promise<number> {
    const { event } = await this.#append({ kind: 'begun', ...intent });
    return event;
  }

  /** Writes down how an act ended. @throws when it cannot be written. */
  async end(event: number, intent: AuditIntent, end: AuditEnd): Promise<void> {
    const entry = { ...intent, ...end, target: end.target ?? intent.target };
    this.#tell(await this.#append({ kind: 'ended', event, ...entry }));
  }

  /** Writes down something that is over at once: a refusal, a sign-in. @throws when it cannot be written. */
  async note(intent: AuditIntent, end: AuditEnd): Promise<number> {
    const entry = await this.#append({
      kind: 'noted',
      ...intent,
      ...end,
      target: end.target ?? intent.target,
    });
    this.#tell(entry);
    return entry.event;
  }

  /**
   * Calls the listener with each act of this process that is done, once that is written down. Nobody
   * waits for the listener, and what it throws is lost; it is told nothing of acts of other replicas.
   */
  onTold(listener: (event: AuditEvent) => void): void {
    this.#listeners.push(listener);
  }

  #tell(entry: EntryContent): void {
    if (entry.outcome !== 'done') return;
    const event = eventOf(entry, undefined);
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch {
        // The act is done and told; whoever listens answers for themselves.
      }
    }
  }

  #append(draft: Draft): Promise<EntryContent> {
    const { promise, resolve, reject } = Promise.withResolvers<EntryContent>();
    this.#waiting.push({ draft, done: resolve, failed: reject });
    void this.#writeWaiting();
    return promise;
  }

  /** One transaction at a time and for all who wait: so they keep one connection busy, not every one. */
  async #writeWaiting(): Promise<void> {
    if (this.#isWriting) return;
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, mostAtOnce);
      try {
        const entries = await this.#write(batch.map(({ draft }) => draft));
        for (const [index, { done, failed }] of batch.entries()) {
          const entry = entries[index];
          if (entry === undefined) failed(new Error('The entry was not written.'));
          else done(entry);
        }
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.#isWriting = false;
  }

  #write(drafts: readonly Draft[]): Promise<EntryContent[]> {
    return this.#store.transaction().execute(async (transaction) => {
      // One after the other, among replicas too: each entry needs the hash of the one before.
      await sql`select set_config('lock_timeout', '5s', true), pg_advisory_xact_lock(${appendLock})`.execute(
        transaction,
      );
      const last = await transaction
        .selectFrom('audit_entries')
        .select(['seq', 'hash'])
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      let [seq, previous] = [Number(last?.seq ?? 0), last?.hash ?? ''];
      const at = new Date().toISOString();
      const rows = drafts.map((draft) => {
        seq += 1;
        const content = written(EntryContent.parse({ seq, event: draft.event ?? seq, at, ...draft }));
        const entry = EntryContent.parse(JSON.parse(content));
        const row = { ...columnsOf(entry), at, content, previous, hash: hashOf(previous, content) };
        previous = row.hash;
        return { entry, row };
      });
      await transaction
        .insertInto('audit_entries')
        .values(rows.map(({ row }) => row))
        .execute();
      return rows.map(({ entry }) => entry);
    });
  }
}
