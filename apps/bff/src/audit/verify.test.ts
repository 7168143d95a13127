import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenDatabase } from '@rollcall/database/open.ts';
import fc from 'fast-check';
import { sql } from 'kysely';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openStore } from '../store/open.ts';
import type { Tables } from '../store/schema.ts';
import { Anchors, anchorsIn, readAnchors } from './anchors.ts';
import { hashOf } from './entry.ts';
import { type AuditIntent, AuditTrail } from './trail.ts';
import { ChainCheck, readEntries, type StoredEntry, type Verdict, verifyTrail } from './verify.ts';
import { testDatabase } from '../testing/databases.ts';

const directory = mkdtempSync(join(tmpdir(), 'rollcall-verify-'));
const file = anchorsIn(directory);
let database: OpenDatabase<Tables>;
let entries: StoredEntry[];

const intent: AuditIntent = {
  action: 'user.update',
  actor: { id: 'member-1', name: 'Ada' },
  target: { kind: 'user', id: 'auth0|1', name: 'Bob' },
  reason: 'Asked for by Bob',
  requestId: 'request-1',
};

beforeAll(async () => {
  database = await openStore({ databaseUrl: await testDatabase(directory), dataDirectory: directory });
  const trail = new AuditTrail(database.db);
  const anchors = new Anchors(database.db, file, pino({ level: 'silent' }));
  for (let act = 0; act < 12; act += 1) {
    const changes = [{ field: 'name', before: `A${act}`, after: null }];
    await trail.end(await trail.begin(intent), intent, { outcome: 'done', changes });
    await trail.note({ ...intent, actor: null, target: null }, { outcome: 'denied', problem: 'not_found' });
    if (act % 4 === 3) await anchors.drop();
  }
  await anchors.drop();
  entries = await readEntries(database.db, 0);
});
afterAll(async () => {
  await database.close();
  rmSync(directory, { recursive: true, force: true });
});

function judge(tampered: readonly StoredEntry[]) {
  const check = new ChainCheck(readAnchors(file));
  for (const entry of tampered) check.see(entry);
  return check.end();
}

describe('an audit trail as it was written', () => {
  it('is whole, and meets its anchors, of which there is one for each time that something was new', async () => {
    expect(await verifyTrail(database.db, readAnchors(file))).toEqual({
      entries: 36,
      anchorsMet: 3,
      faults: [],
    });
  });
});

const columns = [
  'seq',
  'kind',
  'event',
  'at',
  'action',
  'outcome',
  'actor_id',
  'actor_name',
  'target_id',
  'target_name',
  'request_id',
  'content',
  'previous',
  'hash',
] as const;
type Entries = readonly StoredEntry[];
const index = fc.nat({ max: 35 });
const value = fc.record({ text: fc.string(), number: fc.integer() });

function edited(all: Entries, at: number, edit: (entry: StoredEntry) => object): StoredEntry[] {
  return all.map((entry, place) => (place === at ? { ...entry, ...edit(entry) } : entry));
}

/** Another value of the same kind, as somebody with a hand in the database would write it. */
function otherThan(was: string | number | null, { text, number }: { text: string; number: number }) {
  if (typeof was === 'number') return number === was ? was + 1 : number;
  return text === was ? `${text}x` : text;
}

/** A change of one character of the content; it stays JSON more often than not. */
function scratched(content: string, at: number): string {
  const place = at % content.length;
  return content.slice(0, place) + (content[place] === '1' ? '2' : '1') + content.slice(place + 1);
}

/** Every hash made anew, as by somebody who knows how. */
function rehashed(all: Entries): StoredEntry[] {
  let previous = '';
  return all.map((entry) => {
    const hash = hashOf(previous, entry.content);
    const chained = { ...entry, previous, hash };
    previous = hash;
    return chained;
  });
}

const renumbered = (all: Entries) => all.map((entry, place) => ({ ...entry, seq: place + 1 }));

/** What somebody can do to the entries, as functions. */
const tampering = fc.oneof(
  fc.tuple(index, fc.constantFrom(...columns), value).map(
    ([at, column, wanted]) =>
      (all: Entries) =>
        edited(all, at, (entry) => ({ [column]: otherThan(entry[column], wanted) })),
  ),
  fc.tuple(index, fc.nat(), fc.boolean()).map(([at, place, isExpert]) => (all: Entries) => {
    const changed = edited(all, at, ({ content }) => ({ content: scratched(content, place) }));
    return isExpert ? rehashed(changed) : changed;
  }),
  fc
    .tuple(index, fc.integer({ min: 1, max: 5 }), fc.boolean())
    .map(([at, count, isExpert]) => (all: Entries) => {
      const left = all.toSpliced(at, count);
      return isExpert ? rehashed(renumbered(left)) : left;
    }),
  fc.tuple(index, fc.integer({ min: 1, max: 35 })).map(([at, further]) => (all: Entries) => {
    const other = (at + further) % all.length;
    return renumbered(
      all.map((entry, place) => all[place === at ? other : place === other ? at : place] ?? entry),
    );
  }),
  fc.tuple(index, index, fc.boolean()).map(([at, copied, isExpert]) => (all: Entries) => {
    const more = renumbered(all.toSpliced(at, 0, ...all.slice(copied, copied + 1)));
    return isExpert ? rehashed(more) : more;
  }),
  index.map((left) => (all: Entries) => all.slice(0, left)),
);

describe('an audit trail that somebody has been at', () => {
  it('is never whole, whatever they did', () => {
    fc.assert(
      fc.property(tampering, (tamper) => {
        expect(judge(tamper(entries)).faults).not.toEqual([]);
      }),
      { numRuns: 3_000 },
    );
  });

  it('names the entry and what is wrong with it', () => {
    const content = edited(entries, 4, (entry) => ({ content: entry.content.replace('Ada', 'Eve') }));
    expect(judge(content).faults).toEqual([
      { seq: 5, sentence: 'its content is not what its hash says' },
      { seq: 5, sentence: 'its column actor_name is not what its content says' },
    ]);
    expect(judge(entries.toSpliced(7, 2)).faults).toEqual([
      { seq: 10, sentence: 'entries 8 to 9 are missing before this one' },
    ]);
    expect(judge(entries.slice(0, 30)).faults).toEqual([
      { seq: 31, sentence: expect.stringMatching(/^the trail ends before entry 36, which was there at 20/) },
    ]);
  });

  it('is found out in the database too, where the triggers have been switched off', async () => {
    const broken = await database.db
      .transaction()
      .execute(async (transaction) => {
        await sql`alter table audit_entries disable trigger all`.execute(transaction);
        await sql`update audit_entries set at = at + interval '1 microsecond' where seq = 9`.execute(
          transaction,
        );
        await sql`delete from audit_entries where seq = 20`.execute(transaction);
        const verdict = await verifyTrail(transaction, []);
        throw new Undone(verdict);
      })
      .catch((error: unknown) => (error instanceof Undone ? error.verdict : undefined));
    expect(broken?.faults).toEqual([
      { seq: 9, sentence: 'its column at is not what its content says' },
      { seq: 21, sentence: 'entry 20 is missing before this one' },
    ]);
  });
});

class Undone extends Error {
  readonly verdict: Verdict;
  constructor(verdict: Verdict) {
    super('Rolled back.');
    this.verdict = verdict;
  }
}

function run(environment: Record<string, string>) {
  const script = join(import.meta.dirname, 'verify-main.ts');
  const env = { NODE_NO_WARNINGS: '1', ...environment };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8', env });
  return { status, stdout, stderr };
}

describe('npm run audit:verify', { timeout: 60_000 }, () => {
  // A server has no directory that one process holds.
  it.each(inject('postgresql') === undefined ? ['while it has the directory'] : [])(
    'says that Rollcall has to be stopped first %s',
    () => {
      const { status, stderr } = run({ DATA_DIR: directory });
      expect([status, stderr]).toEqual([1, expect.stringContaining('Stop that process first')]);
    },
  );

  it('says where there is no database', () => {
    const nowhere = join(directory, 'nowhere');
    expect(run({ DATA_DIR: nowhere })).toMatchObject({
      status: 1,
      stderr: `DATA_DIR: there is no database in ${nowhere}.\n`,
    });
  });

  it('answers one line where all is well, and the faults and 1 where it is not', async () => {
    await database.close();
    const url = await testDatabase(directory);
    const environment = { DATA_DIR: directory, ...(url === undefined ? {} : { DATABASE_URL: url }) };
    expect(run(environment)).toEqual({
      status: 0,
      stdout: '36 entries, chain whole, 3 anchors met\n',
      stderr: '',
    });
    const line = readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? '';
    appendFileSync(file, `${line.replace(' 36 ', ' 40 ')}\n`);
    expect(run(environment)).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^Entry 37: the trail ends before entry 40/),
    });
    database = await openStore({ databaseUrl: await testDatabase(directory), dataDirectory: directory });
  });
});
