import type { WrittenGrant } from '@rollcall/shared/access/grants.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Config, Invitation } from '../env.ts';
import type { Store } from './schema.ts';
import { countingSources } from './team.ts';

const admin: WrittenGrant = { role: 'admin', scope: { all: true }, mask: [] };

/**
 * Brings the team in line with the configuration, at a start. `ROLLCALL_ADMINS` are Admins again,
 * whatever has become of them: that is the way back in. Others are added at the first start that names
 * them, and belong to the team page from then on: what it changes or removes stays so. With a claim as
 * the team's source only the Admins are looked at. Whoever signed in at another tenant is nobody here.
 * Replicas that start together wait for each other.
 */
export async function syncTeam(
  store: Store,
  issuer: string,
  { admins, team, teamClaim }: Pick<Config, 'admins' | 'team' | 'teamClaim'>,
): Promise<void> {
  await store.transaction().execute(async (transaction) => {
    // Two who look and then insert would both insert, unless the second waits before it looks.
    await sql`lock table team_members in share row exclusive mode`.execute(transaction);
    await transaction.deleteFrom('team_members').where('issuer', '!=', issuer).execute();
    await appoint(transaction, issuer, admins);
    if (teamClaim === undefined) {
      await transaction
        .deleteFrom('team_members')
        .where('source', '=', 'claim')
        .where('disabled_at', 'is', null)
        .execute();
      await addOnce(transaction, issuer, team);
    }
    await transaction
      .deleteFrom('sessions')
      .where('member_id', 'in', (members) =>
        members.selectFrom('team_members').select('id').where('source', 'not in', countingSources(teamClaim)),
      )
      .execute();
  });
}

/** Makes these Admins. Who was named before and is no more stays what they are, on the team page. */
async function appoint(store: Store, issuer: string, admins: readonly string[]): Promise<void> {
  await store
    .updateTable('team_members')
    .set({ source: 'team' })
    .where('source', '=', 'configuration')
    .execute();
  for (const who of admins) {
    const { id } = (await placeOf(store, issuer, who)) ?? (await addPlace(store, issuer, who, [admin]));
    await store
      .updateTable('team_members')
      .set({ grants: JSON.stringify([admin]), source: 'configuration', disabled_at: null })
      .where('id', '=', id)
      .execute();
  }
}

const Remembered = z.object({ issuer: z.string(), who: z.array(z.string()) });
const name = 'configured_team';

async function addOnce(store: Store, issuer: string, team: readonly Invitation[]): Promise<void> {
  const row = await store.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst();
  const stored = Remembered.safeParse(row?.value).data;
  const remembered = new Set(stored?.issuer === issuer ? stored.who : []);
  for (const [who, grants] of Map.groupBy(team, (invitation) => spelled(invitation.who))) {
    if (remembered.has(who) || (await placeOf(store, issuer, who)) !== undefined) continue;
    await addPlace(
      store,
      issuer,
      who,
      grants.map(({ grant }) => grant),
    );
  }
  const value = JSON.stringify({
    issuer,
    who: [...new Set([...remembered, ...team.map(({ who }) => spelled(who))])],
  });
  await store
    .insertInto('settings')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

/** A `user_id` as it is, an address in lower case. */
function spelled(who: string): string {
  return who.includes('|') ? who : who.toLowerCase();
}

function identityOf(issuer: string, who: string) {
  return who.includes('|') ? { issuer, subject: who } : { invited_email: spelled(who) };
}

async function placeOf(store: Store, issuer: string, who: string): Promise<{ id: string } | undefined> {
  return store
    .selectFrom('team_members')
    .select('id')
    .where((row) => row.and(identityOf(issuer, who)))
    .executeTakeFirst();
}

/** A new place for a `user_id` or an address. */
async function addPlace(
  store: Store,
  issuer: string,
  who: string,
  grants: readonly WrittenGrant[],
): Promise<{ id: string }> {
  return store
    .insertInto('team_members')
    .values({ ...identityOf(issuer, who), grants: JSON.stringify(grants), source: 'team' })
    .returning('id')
    .executeTakeFirstOrThrow();
}
