import type { UserProfile } from '../store/schema.ts';
import { DEMONSTRATION_USERS } from './demonstration.ts';
import { makeDevices } from './devices.ts';
import { makeUser } from './person.ts';
import { createRandom } from './random.ts';
import type { SeedStep } from './steps.ts';

/** The people who are signed in somewhere: enough for every screen, whatever the size of the tenant. */
const MOST_PEOPLE = 300;

/** Sessions, consents, refresh tokens and devices of some people, as of the moment the tenant is filled. */
export const SESSION_SEED: SeedStep = {
  name: 'sessions',
  run: async (transaction, users) => {
    const generated = Math.min(MOST_PEOPLE, Math.max(0, users - DEMONSTRATION_USERS.length));
    const people = [
      ...DEMONSTRATION_USERS.map(({ profile }) => profile),
      ...Array.from({ length: generated }, (_, index) => makeUser(index).profile).filter(isActive),
    ];
    const known = await transaction
      .selectFrom('users')
      .select('user_id')
      .where(
        'user_id',
        'in',
        people.map(({ user_id }) => user_id),
      )
      .execute();
    const ids = new Set(known.map(({ user_id }) => user_id));
    const now = Date.now();
    const made = people
      .filter(({ user_id }) => ids.has(user_id))
      .map((user, index) => makeDevices(createRandom(11_000_027 + index), user, now));
    const sessions = made.flatMap((devices) => devices.sessions);
    const grants = made.flatMap((devices) => devices.grants);
    const refreshTokens = made.flatMap((devices) => devices.refreshTokens);
    const keys = made.flatMap((devices) => devices.keys);
    const accounts = made.flatMap((devices) => devices.accounts);
    if (sessions.length > 0) await transaction.insertInto('sessions').values(sessions).execute();
    if (grants.length > 0) await transaction.insertInto('grants').values(grants).execute();
    if (refreshTokens.length > 0)
      await transaction.insertInto('refresh_tokens').values(refreshTokens).execute();
    if (keys.length > 0) await transaction.insertInto('device_keys').values(keys).execute();
    if (accounts.length > 0) await transaction.insertInto('connected_accounts').values(accounts).execute();
  },
};

function isActive({ blocked, last_login }: UserProfile): boolean {
  return blocked !== true && last_login !== undefined;
}
