import { z } from 'zod';
import type { JsonObject, UserProfile } from '../store/schema.ts';
import { isCommonPassword } from './dictionary.ts';
import { verifyPassword } from './hash.ts';

const Options = z.object({
  passwordPolicy: z.enum(['none', 'low', 'fair', 'good', 'excellent']).nullish(),
  password_complexity_options: z.object({ min_length: z.int().min(1).max(128).optional() }).nullish(),
  password_history: z.object({ enable: z.boolean(), size: z.int().min(0).max(24).optional() }).nullish(),
  password_dictionary: z
    .object({ enable: z.boolean(), dictionary: z.array(z.string()).optional() })
    .nullish(),
  password_no_personal_info: z.object({ enable: z.boolean() }).nullish(),
});

const MIN_LENGTH = { none: 1, low: 6, fair: 8, good: 8, excellent: 10 };

/** How many previous passwords a connection remembers; 0 when it does not. */
export function historySize(options: JsonObject): number {
  const history = Options.parse(options).password_history;
  return history?.enable === true ? (history.size ?? 5) : 0;
}

/**
 * Why a connection does not take this password, in Auth0's one line; undefined when it does.
 *
 * @param previous bcrypt hashes of the password in use and those before it.
 * @see https://auth0.com/docs/authenticate/database-connections/password-strength
 * @see https://auth0.com/docs/authenticate/database-connections/password-options
 */
export async function passwordRefusal(
  options: JsonObject,
  password: string,
  user: Partial<UserProfile>,
  previous: readonly string[],
): Promise<string | undefined> {
  const policy = Options.parse(options);
  const level = policy.passwordPolicy ?? 'none';
  const minLength = policy.password_complexity_options?.min_length ?? MIN_LENGTH[level];
  if (Array.from(password).length < minLength || !isComplex(level, password)) {
    return 'PasswordStrengthError: Password is too weak';
  }
  const dictionary = policy.password_dictionary;
  if (dictionary?.enable === true && isCommonPassword(password, dictionary.dictionary ?? [])) {
    return 'PasswordDictionaryError: Password is too common';
  }
  if (policy.password_no_personal_info?.enable === true && holdsPersonalInfo(password, user)) {
    return 'PasswordNoUserInfoError: Password contains user information';
  }
  if (historySize(options) > 0) {
    for (const hash of previous) {
      if (await verifyPassword(password, hash))
        return 'PasswordHistoryError: Password has previously been used';
    }
  }
  return undefined;
}

function isComplex(level: keyof typeof MIN_LENGTH, password: string): boolean {
  if (level === 'none' || level === 'low') return true;
  const [lower, upper, digit, special] = [
    /[a-z]/u.test(password),
    /[A-Z]/u.test(password),
    /\d/u.test(password),
    /[ !"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]/u.test(password),
  ];
  if (level === 'fair') return lower && upper && digit;
  const kinds = [lower, upper, digit, special].filter(Boolean).length;
  return kinds >= 3 && (level === 'good' || !/(.)\1\1/su.test(password));
}

/** The parts of a profile that a password must not contain; short ones would forbid too much. */
function holdsPersonalInfo(password: string, user: Partial<UserProfile>): boolean {
  const metadata = user.user_metadata ?? {};
  const parts = [
    user.name,
    user.username,
    user.nickname,
    metadata['name'],
    metadata['first'],
    metadata['last'],
    user.email?.split('@')[0],
  ];
  const lower = password.toLowerCase();
  return parts.some(
    (part) => typeof part === 'string' && part.length > 2 && lower.includes(part.toLowerCase()),
  );
}
