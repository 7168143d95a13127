import { setImmediate as turn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { migrate } from '@rollcall/database/migrate.ts';
import { type OpenDatabase, openDatabase } from '@rollcall/database/open.ts';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { migrations } from '../store/migrations.ts';
import { OwnSessions } from '../store/own-sessions.ts';
import type { Tables } from '../store/schema.ts';
import { endSessionsOf } from '../store/session-life.ts';
import { keyOf, SessionStore } from '../store/session-store.ts';
import { setDisabled } from '../store/team-places.ts';
import { testDatabase } from '../testing/databases.ts';
import { Dice, seedFrom } from './dice.ts';

const seed = seedFrom(process.env.RACES_SEED);
const interleavings = 1000;

/** A few turns of the event loop: where the others get ahead. */
async function pause(dice: Dice): Promise<void> {
  for (let turns = dice.below(6); turns > 0; turns -= 1) await turn();
}

class Races {
  readonly #database: OpenDatabase<Tables>;
  readonly #stores: readonly SessionStore[];
  readonly #dice = new Dice(seed);

  /** @param replicas how many processes there would be; one alone remembers what it has read */
  constructor(database: OpenDatabase<Tables>, replicas: number) {
    this.#database = database;
    this.#stores = Array.from({ length: replicas }, () => new SessionStore(database.db, replicas === 1));
  }

  async #signIn(number: number): Promise<{ id: string; memberId: string; sessionId: string }> {
    const { db } = this.#database;
    const grants = JSON.stringify([{ role: 'admin', scope: { all: true } }]);
    const subject = `auth0|${number}`;
    const { id: memberId } = await db
      .insertInto('team_members')
      .values({ issuer: 'https://tenant.example/', subject, grants })
      .returning('id')
      .executeTakeFirstOrThrow();
    const id = `session-${number}`;
    const { rows } = await sql<{ id: string }>`
      insert into sessions (key, member_id, id_token, last_seen_at)
      values (${keyOf(id)}, ${memberId}, 'token', now() - interval '2 minutes') returning id`.execute(db);
    return { id, memberId, sessionId: rows[0]?.id ?? '' };
  }

  #store(): SessionStore {
    return this.#dice.pick(this.#stores);
  }

  /** A request as express-session makes of it: the session is read, now and then saved, and touched at the end. */
  async #request(id: string): Promise<void> {
    const store = this.#store();
    await pause(this.#dice);
    const data = await promisify(store.get.bind(store))(id);
    if (data === null || data === undefined) return;
    await pause(this.#dice);
    if (this.#dice.chance(0.5)) {
      await promisify((done: (error?: unknown) => void) => store.set(id, data, done))();
      await pause(this.#dice);
    }
    await promisify((done: () => void) => store.touch(id, { ...data, isTouchDue: true }, done))();
  }

  /** Ends the session in one of the ways in which sessions end. */
  async #end({
    id,
    memberId,
    sessionId,
  }: {
    id: string;
    memberId: string;
    sessionId: string;
  }): Promise<void> {
    const { db } = this.#database;
    const store = this.#store();
    await pause(this.#dice);
    switch (this.#dice.below(4)) {
      case 0:
        await store.end(id);
        return;
      case 1:
        await setDisabled(db, memberId, true);
        break;
      case 2: {
        const caller = await promisify(store.get.bind(store))(id);
        if (caller?.caller !== undefined) await new OwnSessions(db, store).end(caller.caller, sessionId);
        return;
      }
      default:
        await endSessionsOf(db, memberId);
    }
    store.forget();
  }

  /** Lets requests and an end meet, and answers whether the session lives afterwards anywhere. */
  async revived(number: number): Promise<boolean> {
    const session = await this.#signIn(number);
    const requests = Array.from({ length: 1 + this.#dice.below(4) }, () => this.#request(session.id));
    await Promise.all([...requests, this.#end(session)]);
    await this.#request(session.id);
    const seen = await Promise.all(this.#stores.map((store) => promisify(store.get.bind(store))(session.id)));
    const { rows } = await sql<{ alive: boolean }>`
      select true as alive from sessions where key = ${keyOf(session.id)} and revoked_at is null`.execute(
      this.#database.db,
    );
    return rows.length > 0 || seen.some((data) => data !== null && data !== undefined);
  }
}

async function race(database: OpenDatabase<Tables>, replicas: number): Promise<number[]> {
  try {
    await migrate(database.db, migrations);
    const races = new Races(database, replicas);
    const revived: number[] = [];
    for (let number = 0; number < interleavings; number += 1) {
      if (await races.revived(number)) revived.push(number);
    }
    return revived;
  } finally {
    await database.close();
  }
}

describe(`a session that ends while requests run (RACES_SEED=${seed})`, () => {
  it('is over, in each of 1,000 interleavings', async () => {
    const url = await testDatabase();
    // A server is for several replicas; the embedded database for one, which remembers what it has read.
    expect(await race(await openDatabase<Tables>({ url }), url === undefined ? 1 : 2)).toEqual([]);
  }, 300_000);
});
