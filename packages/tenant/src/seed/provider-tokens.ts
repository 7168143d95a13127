import { sql } from 'kysely';
import type { SeedStep } from './steps.ts';

/** However large the tenant is, so many of its people have been seen by their social provider lately. */
const PEOPLE = 2_000;

/** What social providers handed out for the people of the seed: made up, the same on every machine. */
export const PROVIDER_TOKEN_SEED: SeedStep = {
  name: 'provider-tokens',
  run: async (transaction) => {
    for (const provider of ['google-oauth2', 'github']) {
      await sql`insert into provider_tokens (provider, id, access_token, refresh_token)
        select provider, id,
          case when provider = 'github' then 'gho_' || md5(id) else 'ya29.' || md5(id) || md5('access' || id) end,
          case when provider = 'github' then null else '1//0' || md5('refresh' || id) end
        from identities where provider = ${provider} order by id limit ${PEOPLE}`.execute(transaction);
    }
  },
};
