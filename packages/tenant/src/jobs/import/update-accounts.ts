import { reindexUsers } from '../../search/refresh.ts';
import { type Account, lockUsers, savePasswordHashes, saveProfiles } from '../../store/accounts.ts';
import type { Database } from '../../store/open.ts';
import { isTooLarge } from './new-account.ts';
import { updatedHash, updatedProfile } from './updated-account.ts';
import type { ImportedUser } from './user-schema.ts';

/** An entry and the account with its e-mail address. */
export interface Match {
  user: ImportedUser;
  account: Account;
}

/** Upserts users, set by set. Answers the matches that would have become too large; they stay as they are. */
export async function updateAccounts<Each extends Match>(
  transaction: Database,
  matches: readonly Each[],
): Promise<Each[]> {
  if (matches.length === 0) return [];
  const users = await lockUsers(
    transaction,
    matches.map(({ account }) => account.user_id),
  );
  const tooLarge: Each[] = [];
  const changes = matches.flatMap((match) => {
    const before = users.get(match.account.user_id);
    if (before === undefined) return [];
    const profile = updatedProfile(before, match.user);
    if (isTooLarge(profile)) {
      tooLarge.push(match);
      return [];
    }
    const hash = updatedHash(before, match.account.password_hash, match.user);
    return [{ profile, hash: hash === undefined ? [] : [{ id: match.account.id, password_hash: hash }] }];
  });
  await saveProfiles(
    transaction,
    changes.map(({ profile }) => profile),
  );
  await savePasswordHashes(
    transaction,
    changes.flatMap(({ hash }) => hash),
  );
  await reindexUsers(
    transaction,
    changes.map(({ profile }) => profile.user_id),
  );
  return tooLarge;
}
