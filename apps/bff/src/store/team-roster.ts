import type { RankedPlace } from '@rollcall/shared/access/rank.ts';
import type { TeamRole } from '@rollcall/shared/access/team-roles.ts';
import type { TeamMemberStatus } from '@rollcall/shared/contract/team.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import { listRoles } from './roles.ts';
import type { Store } from './schema.ts';
import { isAlive } from './session-life.ts';
import type { SessionStore } from './session-store.ts';
import { readGrants, type TeamMember, type TeamSource } from './team.ts';

/** A place in the team, as those who manage it see it. */
export interface RosterPlace extends RankedPlace, TeamMember {
  /** The tenant's `sub`, once the place is taken. */
  subject: string | undefined;
  status: z.infer<typeof TeamMemberStatus>;
  source: TeamSource;
  /** Whether grants of this source count. */
  counts: boolean;
  lastSeenAt: string | undefined;
  /** How many sessions live. */
  sessions: number;
}

/** The whole team at one moment, with the roles that it has made. */
export interface Roster {
  places: readonly RosterPlace[];
  roles: Readonly<Record<string, TeamRole>>;
}

/** The team as a whole: to look at, and to change. */
export class TeamRoster {
  readonly #store: Store;
  readonly #sessionStore: SessionStore;
  readonly #sources: readonly TeamSource[];

  /** @param sources the sources of grants that count */
  constructor(store: Store, sessionStore: SessionStore, sources: readonly TeamSource[]) {
    this.#store = store;
    this.#sessionStore = sessionStore;
    this.#sources = sources;
  }

  /** The team as it stands. */
  async read(): Promise<Roster> {
    return readRoster(this.#store, this.#sources);
  }

  /**
   * Changes the team while nobody else does, replicas included: what `act` finds stays true until it
   * ends, and when it throws nothing was done. The change counts at everybody's next request.
   */
  async change<Result>(act: (roster: Roster, store: Store) => Promise<Result>): Promise<Result> {
    try {
      return await this.#store.transaction().execute(async (transaction) => {
        await sql`lock table team_roles, team_members in share row exclusive mode`.execute(transaction);
        return act(await readRoster(transaction, this.#sources), transaction);
      });
    } finally {
      this.#sessionStore.forget();
    }
  }
}

async function readRoster(store: Store, sources: readonly TeamSource[]): Promise<Roster> {
  const roles = await listRoles(store);
  const rows = await store
    .selectFrom('team_members')
    .selectAll()
    .select((members) =>
      members
        .selectFrom('sessions')
        .whereRef('sessions.member_id', '=', 'team_members.id')
        .where(isAlive)
        .select((sessions) => sessions.fn.countAll().as('count'))
        .as('sessions'),
    )
    .orderBy(sql`lower(coalesce(name, email, invited_email, subject))`)
    .orderBy('id')
    .execute();
  const places = rows.map((row): RosterPlace => {
    const counts = sources.includes(row.source);
    const isTaken = row.subject !== null;
    return {
      id: row.id,
      name: row.name ?? undefined,
      email: row.email ?? row.invited_email ?? undefined,
      picture: row.picture ?? undefined,
      subject: row.subject ?? undefined,
      grants: readGrants(row.grants, roles),
      active: isTaken && counts && row.disabled_at === null,
      status: row.disabled_at !== null ? 'disabled' : isTaken ? 'active' : 'invited',
      source: row.source,
      counts,
      lastSeenAt: row.last_seen_at?.toISOString(),
      sessions: Number(row.sessions),
    };
  });
  return { places, roles };
}
