import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Store } from '../store/schema.ts';
import type { Anchor } from './anchors.ts';
import { columnsOf, EntryContent, hashOf } from './entry.ts';

/** Something that is not as it was written. */
export interface Fault {
  seq: number;
  sentence: string;
}

/** An entry as it stands in the database, its time to the microsecond. */
export interface StoredEntry {
  seq: number;
  kind: string;
  event: number;
  at: string | null;
  action: string;
  outcome: string | null;
  actor_id: string | null;
  actor_name: string | null;
  target_id: string | null;
  target_name: string | null;
  request_id: string;
  content: string;
  previous: string;
  hash: string;
}

/** What was found out about the trail. */
export interface Verdict {
  entries: number;
  anchorsMet: number;
  faults: readonly Fault[];
}

/** Faults that are told at most: one act of tampering has few, and a broken disk has many. */
const mostFaults = 20;

/** Checks entries in their order: numbers without gaps, each hash, each column, and the anchors passed. */
export class ChainCheck {
  readonly #anchors: Map<number, Anchor[]>;
  readonly #faults: Fault[] = [];
  #seq = 0;
  #hash = '';
  #met = 0;

  constructor(anchors: readonly Anchor[]) {
    this.#anchors = Map.groupBy(anchors, ({ seq }) => seq);
  }

  /** Looks at the next entry. */
  see(entry: StoredEntry): void {
    const expected = this.#seq + 1;
    if (entry.seq !== expected) {
      const missing =
        entry.seq === expected + 1 ? `entry ${expected} is` : `entries ${expected} to ${entry.seq - 1} are`;
      this.#fault(entry.seq, `${missing} missing before this one`);
    } else if (entry.previous !== this.#hash) {
      this.#fault(entry.seq, 'it does not follow from the entry before');
    }
    if (entry.hash !== hashOf(entry.previous, entry.content)) {
      this.#fault(entry.seq, 'its content is not what its hash says');
    }
    const column = strayColumn(entry);
    if (column !== undefined) this.#fault(entry.seq, `its column ${column} is not what its content says`);
    for (const { hash, at } of this.#anchors.get(entry.seq) ?? []) {
      if (hash === entry.hash) this.#met += 1;
      else this.#fault(entry.seq, `it is another entry than at ${at}, when it was anchored`);
    }
    this.#seq = entry.seq;
    this.#hash = entry.hash;
  }

  /** The verdict, once all entries have been seen. */
  end(): Verdict {
    const cut = [...this.#anchors.values()].flat().find(({ seq }) => seq > this.#seq);
    if (cut !== undefined) {
      this.#fault(this.#seq + 1, `the trail ends before entry ${cut.seq}, which was there at ${cut.at}`);
    }
    return { entries: this.#seq, anchorsMet: this.#met, faults: this.#faults };
  }

  /** Whether more faults would not be told any more. */
  isFull(): boolean {
    return this.#faults.length >= mostFaults;
  }

  #fault(seq: number, sentence: string): void {
    if (!this.isFull()) this.#faults.push({ seq, sentence });
  }
}

/** The first column that does not say what the content says; `content` itself where it cannot be read. */
function strayColumn({
  content,
  previous: _previous,
  hash: _hash,
  at,
  ...columns
}: StoredEntry): string | undefined {
  const parsed = EntryContent.safeParse(parseJson(content));
  if (!parsed.success) return 'content';
  // The database keeps microseconds, and the trail writes milliseconds.
  const told = { ...columnsOf(parsed.data), at: parsed.data.at.replace('Z', '000') };
  const stored = new Map<string, unknown>(Object.entries({ ...columns, at }));
  return Object.entries(told).find(([name, value]) => !isDeepStrictEqual(stored.get(name), value))?.[0];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const chunk = 2_000;

/** Walks the whole trail and checks it. Entries that are added meanwhile are checked too. */
export async function verifyTrail(store: Store, anchors: readonly Anchor[]): Promise<Verdict> {
  const check = new ChainCheck(anchors);
  for (let after = -1; ;) {
    const entries = await readEntries(store, after);
    for (const entry of entries) check.see(entry);
    const last = entries.at(-1);
    if (last === undefined || check.isFull()) return check.end();
    after = last.seq;
  }
}

/** The next entries after a number, in their order. */
export async function readEntries(store: Store, after: number): Promise<StoredEntry[]> {
  const found = await store
    .selectFrom('audit_entries')
    .selectAll()
    .select(sql<string | null>`to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US')`.as('at'))
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(chunk)
    .execute();
  return found.map((entry) => ({ ...entry, seq: Number(entry.seq), event: Number(entry.event) }));
}
