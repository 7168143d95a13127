import { type LogEvent, logEventRow } from '../store/log-events.ts';
import type { Identity, UserProfile } from '../store/schema.ts';
import { DEMONSTRATION_USERS } from './demonstration.ts';
import { makeUser } from './person.ts';
import { createRandom, type Random } from './random.ts';
import type { SeedStep } from './steps.ts';

/** The people whose past is told: enough for every screen, whatever the size of the tenant. */
const MOST_PEOPLE = 3_000;
const CHUNK = 500;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CLIENT = { client_id: 'rollcall_local_web', client_name: 'Web application' };
const USER_AGENTS = [
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_6) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0',
] as const;

/** A past in the log that agrees with what the profiles say: the sign-up, some sign-ins, the last one. */
export const LOG_EVENT_SEED: SeedStep = {
  name: 'log-events',
  run: async (transaction, users) => {
    const generated = Math.min(MOST_PEOPLE, Math.max(0, users - DEMONSTRATION_USERS.length));
    const people = [
      ...DEMONSTRATION_USERS.map(({ profile }) => profile),
      ...Array.from({ length: generated }, (_, index) => makeUser(index).profile),
    ];
    const events = people
      .flatMap(pastOf)
      .toSorted((one, other) => one.at - other.at)
      .map(({ at, event }, number) => logEventRow(event, new Date(at), number));
    for (let start = 0; start < events.length; start += CHUNK) {
      await transaction
        .insertInto('log_events')
        .values(events.slice(start, start + CHUNK))
        .execute();
    }
  },
};

interface Moment {
  at: number;
  event: LogEvent;
}

function pastOf(user: UserProfile, index: number): Moment[] {
  const [identity] = user.identities;
  if (identity === undefined) return [];
  const random = createRandom(7_000_003 + index);
  const told = { ...CLIENT, ...aboutUser(user, identity), user_agent: random.pick(USER_AGENTS) };
  const created = Date.parse(user.created_at);
  const past: Moment[] = [];
  if (identity.provider === 'auth0') {
    past.push({ at: created, event: { ...told, type: 'ss', ip: addressOf(random) } });
  }
  if (user.last_login === undefined) return past;
  const last = Date.parse(user.last_login);
  const home = user.last_ip ?? addressOf(random);
  const earlier = Math.min(8, (user.logins_count ?? 1) - 1);
  for (let back = earlier; back > 0; back -= 1) {
    const at = last - back * DAY * (1 + random.next() * 3);
    if (at <= created) continue;
    if (random.chance(0.15) && identity.provider === 'auth0') {
      past.push({
        at: at - 20_000,
        event: { ...told, type: 'fp', description: 'Wrong email or password.', ip: home },
      });
    }
    past.push({ at, event: { ...told, type: 's', ip: random.chance(0.8) ? home : addressOf(random) } });
  }
  past.push({ at: last, event: { ...told, type: 's', ip: home } });
  if (random.chance(0.3)) past.push({ at: last + HOUR, event: { ...told, type: 'slo', ip: home } });
  return past;
}

function aboutUser(user: UserProfile, { connection, provider, isSocial }: Identity): Omit<LogEvent, 'type'> {
  const database = provider === 'auth0';
  const passwordless = provider === 'email' || provider === 'sms';
  const strategy_type = database
    ? 'database'
    : passwordless
      ? 'passwordless'
      : isSocial
        ? 'social'
        : 'enterprise';
  return {
    connection,
    strategy: provider,
    strategy_type,
    user_id: user.user_id,
    user_name: user.email ?? user.phone_number ?? user.name ?? user.user_id,
  };
}

/** An address from the ranges that are kept for documentation (RFC 5737). */
function addressOf(random: Random): string {
  return `${random.pick(['192.0.2', '198.51.100', '203.0.113'])}.${1 + random.below(254)}`;
}
