import type { JSONColumnType } from 'kysely';
import type { UserProfile } from '../schema.ts';

/** What a search sees of a user. Texts whose case does not count are in lower case. */
export interface SearchIndexTable {
  user_id: string;
  email: string | null;
  name: string | null;
  given_name: string | null;
  family_name: string | null;
  nickname: string | null;
  username: string | null;
  phone_number: string | null;
  last_ip: string | null;
  /** Of the primary identity, to sort by. */
  connection: string;
  logins_count: number | null;
  created_at: Date | string | null;
  updated_at: Date | string | null;
  last_login: Date | string | null;
  blocked: boolean | null;
  email_verified: boolean | null;
  phone_verified: boolean | null;
  /** Hashes of everything that has no column: pairs of path and value, and paths. */
  terms: string[];
  /** The user as lists still show it while the index lags behind. */
  shown: JSONColumnType<UserProfile> | null;
}

/** The different values under a path, for wildcards and ranges; one of `text` and `number` is there. */
export interface SearchVocabularyTable {
  /** As in `search_index.terms`. */
  term: string;
  field: string;
  text: string | null;
  number: number | null;
}

export interface SearchTables {
  search_index: SearchIndexTable;
  search_vocabulary: SearchVocabularyTable;
}
