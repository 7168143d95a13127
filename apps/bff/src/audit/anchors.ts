import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Logger } from 'pino';
import type { Store } from '../store/schema.ts';

/** What the chain ended with at some time, kept where whoever changes the database does not reach. */
export interface Anchor {
  at: string;
  seq: number;
  hash: string;
}

/** The file of the anchors in a data directory. */
export function anchorsIn(dataDirectory: string): string {
  return join(dataDirectory, 'audit-anchors.log');
}

/**
 * Keeps the head of the audit trail outside the database: a line at the end of a file, and one in the
 * log. A chain alone does not show that its end was cut off; an anchor beyond it does.
 */
export class Anchors {
  readonly #store: Store;
  readonly #file: string | undefined;
  readonly #logger: Logger;
  #last = '';

  /** @param file `undefined` where nothing is kept on disk: then the log alone has the anchors. */
  constructor(store: Store, file: string | undefined, logger: Logger) {
    this.#store = store;
    this.#file = file;
    this.#logger = logger;
  }

  /** Writes an anchor if there is anything new. What goes wrong is told to the log and tried again next time. */
  async drop(): Promise<void> {
    try {
      const head = await this.#store
        .selectFrom('audit_entries')
        .select(['seq', 'hash'])
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (head === undefined || head.hash === this.#last) return;
      const anchor: Anchor = { at: new Date().toISOString(), seq: Number(head.seq), hash: head.hash };
      if (this.#file !== undefined) {
        mkdirSync(dirname(this.#file), { recursive: true });
        appendFileSync(this.#file, `${anchor.at} ${anchor.seq} ${anchor.hash}\n`, {
          mode: 0o600,
          flush: true,
        });
      }
      this.#logger.info({ anchor }, 'The audit trail so far');
      this.#last = head.hash;
    } catch (error) {
      this.#logger.error(error, 'The audit trail could not be anchored');
    }
  }
}

/**
 * The anchors of a file, the oldest first; none where there is no file.
 *
 * @throws where a line is not an anchor, unless it is a last one that was cut short by a crash
 */
export function readAnchors(file: string): Anchor[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map((line, index) => {
    const [, at, seq, hash] = /^(\S+) (\d+) ([0-9a-f]{64})$/.exec(line) ?? [];
    if (at === undefined || hash === undefined) throw new Error(`${file}: line ${index + 1} is no anchor.`);
    return { at, seq: Number(seq), hash };
  });
}
