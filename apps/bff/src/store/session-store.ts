import { createHash } from 'node:crypto';
import { callbackify } from 'node:util';
import type { Request } from 'express';
import session, { type SessionData } from 'express-session';
import { sql } from 'kysely';
import { ProblemError } from '../http/problem.ts';
import type { Caller } from './caller.ts';
import { type ReadSession, readSession } from './read-session.ts';
import { RecentSessions } from './recent-sessions.ts';
import type { Store } from './schema.ts';
import { isAlive } from './session-life.ts';

declare module 'express-session' {
  interface SessionData {
    /** Who is signed in; read together with the session at each request. */
    caller?: Caller;
    /** Whether the last sign of life is old enough to be written anew. */
    isTouchDue?: boolean;
    /** What sign-in stores; never read back with the session. */
    signedIn?: NewSession;
  }
}

/** What a sign-in makes a session of. */
export interface NewSession {
  memberId: string;
  idToken: string;
  /** Whether the tenant has just asked who this is, rather than remembered. */
  isFresh: boolean;
  ip: string | undefined;
  userAgent: string | undefined;
}

/** Who has just confirmed at the tenant who they are. */
export interface Confirmation {
  issuer: string;
  subject: string;
  idToken: string;
}

/** What of a request its sign of life is written for. */
interface Touchable {
  sessionID: string;
  session: SessionData;
}

type Callback = (error?: unknown) => void;

/** How many sessions one team member can have; the oldest ends when there would be more. */
const maxSessions = 5;

/** What is stored in place of a secret that a cookie carries. */
export function keyOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/**
 * The sessions, in the database. A row is inserted at one place only, for a session that
 * `regenerate` made at sign-in; every other write is an update of a row that still lives. So a
 * request that is still running when its session ends, or gets another id, cannot bring it back.
 * Any failure of the database is `store_unavailable`, never an anonymous request.
 */
export class SessionStore extends session.Store {
  readonly #store: Store;
  readonly #recent: RecentSessions<ReadSession | undefined>;
  readonly #regenerated = new WeakSet<object>();
  readonly #touched = new WeakSet<object>();

  /**
   * @param isOnlyWriter whether no other process can change a session or a team member. This one
   * changes team members at the start (`syncTeam`) and at a sign-in (`findTeamMember`), past this store;
   * the session that is inserted after a sign-in makes it read them anew.
   */
  constructor(store: Store, isOnlyWriter: boolean) {
    super();
    this.#store = store;
    this.#recent = new RecentSessions(isOnlyWriter ? 1000 : 0);
  }

  override regenerate(request: Request, callback: Callback): void {
    super.regenerate(request, (error: unknown) => {
      this.#regenerated.add(request.session);
      callback(error);
    });
  }

  get(id: string, callback: (error: unknown, data?: SessionData | null) => void): void {
    settle(this.#read(id), callback);
  }

  set(id: string, data: SessionData, callback: Callback = () => {}): void {
    const signedIn = this.#regenerated.delete(data) ? data.signedIn : undefined;
    settle(signedIn === undefined ? this.#touch(id) : this.#insert(id, signedIn), callback);
  }

  /** Called by express-session at the end of each request; writes at most once a minute. */
  override touch(id: string, data: SessionData, callback: () => void = () => {}): void {
    if (data.isTouchDue === true && !this.#touched.has(data)) settle(this.#touch(id), callback);
    else callback();
  }

  /** The same sign of life at the beginning of an answer that may take hours, in place of the one at its end. */
  async touchAtOnce({ sessionID: id, session: data }: Touchable): Promise<void> {
    this.#touched.add(data);
    if (data.isTouchDue === true) await this.#touch(id);
  }

  /** Who a session is of at this moment; `undefined` when it is over. No sign of life of theirs. */
  async callerNow(sessionId: string): Promise<Caller | undefined> {
    return (await readSession(this.#store, { id: sessionId }))?.caller;
  }

  destroy(id: string, callback: Callback = () => {}): void {
    settle(this.end(id), callback);
  }

  /** Ends a session and answers its ID token, once. */
  async end(id: string): Promise<string | undefined> {
    const ended = await sql<{ id_token: string | null }>`
      with ended as (select key, id_token from sessions where key = ${keyOf(id)} and revoked_at is null for update)
      update sessions set revoked_at = now(), id_token = null from ended where sessions.key = ended.key
      returning ended.id_token`.execute(this.#store);
    this.#recent.forget();
    return ended.rows[0]?.id_token ?? undefined;
  }

  /** Removes what can never be used again: ended and expired sessions, abandoned sign-ins. */
  async prune(): Promise<void> {
    await this.#store
      .deleteFrom('sessions')
      .where(sql<boolean>`not (${isAlive})`)
      .execute();
    await this.#store
      .deleteFrom('sign_in_transactions')
      .where(sql<boolean>`created_at < now() - interval '10 minutes'`)
      .execute();
  }

  /** To be called after each change of the team, its roles or a session that was made past this store. */
  forget(): void {
    this.#recent.forget();
  }

  /**
   * Gives a living session of this person another id, because they have just confirmed who they are: the
   * old id opens nothing from then on, also where a request with it is still running. Where the session
   * is over, or another person's, nothing changes, here and in the request.
   *
   * @param key what the session is stored under
   * @returns whether it was done
   */
  async renew(request: Request, key: string, confirmed: Confirmation): Promise<boolean> {
    const { sessionID, session: before } = request;
    request.sessionStore.generate(request);
    let isRenewed = false;
    try {
      isRenewed = await this.#move(key, keyOf(request.sessionID), confirmed);
    } finally {
      if (!isRenewed) Object.assign(request, { sessionID, session: before });
    }
    return isRenewed;
  }

  async #move(from: string, to: string, { issuer, subject, idToken }: Confirmation): Promise<boolean> {
    const { numUpdatedRows } = await this.#store
      .updateTable('sessions')
      .from('team_members')
      .set({ key: to, id_token: idToken, stepped_up_at: sql<Date>`now()`, last_seen_at: sql<Date>`now()` })
      .where('sessions.key', '=', from)
      .whereRef('team_members.id', '=', 'sessions.member_id')
      .where((row) => row.and({ 'team_members.issuer': issuer, 'team_members.subject': subject }))
      .where('team_members.disabled_at', 'is', null)
      .where(isAlive)
      .executeTakeFirst();
    this.#recent.forget();
    return Number(numUpdatedRows) > 0;
  }

  async #read(id: string): Promise<SessionData | null> {
    const found = await this.#recent.read(keyOf(id), () => readSession(this.#store, { key: keyOf(id) }));
    return found === undefined ? null : { ...found, cookie: new session.Cookie() };
  }

  async #insert(id: string, signedIn: NewSession): Promise<void> {
    const { memberId, idToken, isFresh, ip, userAgent } = signedIn;
    await this.#store.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('sessions')
        .values({
          key: keyOf(id),
          member_id: memberId,
          id_token: idToken,
          ip: ip ?? null,
          user_agent: userAgent ?? null,
          stepped_up_at: isFresh ? sql<Date>`now()` : null,
        })
        .execute();
      await sql`update sessions set revoked_at = now(), id_token = null where key in (
        select key from sessions where member_id = ${memberId} and revoked_at is null
        order by created_at desc offset ${maxSessions})`.execute(transaction);
    });
    this.#recent.forget();
  }

  async #touch(id: string): Promise<void> {
    const touched = await this.#store
      .updateTable('sessions')
      .set({ last_seen_at: sql<Date>`now()` })
      .where('key', '=', keyOf(id))
      .where(isAlive)
      .returning('member_id')
      .executeTakeFirst();
    // Not in one transaction with the session: a change of the team locks the two the other way round.
    if (touched !== undefined) {
      await this.#store
        .updateTable('team_members')
        .set({ last_seen_at: sql<Date>`now()` })
        .where('id', '=', touched.member_id)
        .execute();
    }
    this.#recent.forget();
  }
}

function settle<Value>(work: Promise<Value>, callback: (error: unknown, value?: Value) => void): void {
  callbackify(() =>
    work.catch((cause: unknown) => {
      throw new ProblemError('store_unavailable', { cause });
    }),
  )(callback);
}
