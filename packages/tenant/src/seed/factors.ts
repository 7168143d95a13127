import { sql } from 'kysely';
import { DEMONSTRATION_USERS } from './demonstration.ts';
import { methodsOfPerson } from './person-factors.ts';
import type { SeedStep } from './steps.ts';

/** However large the tenant is, only its first people have factors. */
const PEOPLE = 5_000;

/** What about a fifth of the people prove themselves with; the demonstration accounts sign in without. */
export const FACTOR_SEED: SeedStep = {
  name: 'factors',
  run: async (transaction, users) => {
    const people = Math.min(PEOPLE, Math.max(0, users - DEMONSTRATION_USERS.length));
    const methods = Array.from({ length: people }, (_, index) => methodsOfPerson(index)).flat();
    // Somebody who was deleted since the tenant was seeded is passed over.
    await sql`insert into authentication_methods
        (id, user_id, type, confirmed, name, details, secret, created_at, last_auth_at)
      select id, user_id, type, confirmed, name, details, secret, created_at, last_auth_at
      from jsonb_to_recordset(${JSON.stringify(methods)}::jsonb)
        as row (id text, user_id text, type text, confirmed boolean, name text, details jsonb, secret text,
          created_at timestamptz, last_auth_at timestamptz)
      join users using (user_id)`.execute(transaction);
  },
};
