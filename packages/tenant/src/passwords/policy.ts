import type { JsonObject, UserProfile } from '../store/schema.ts';
import { isCommonPassword } from './dictionary.ts';
import { verifyPassword } from './hash.ts';
import { type CharacterType, type PasswordPolicy, readPolicy } from './read-policy.ts';

/** How many passwords a connection remembers of each user, the one in use included; 0 when it does not. */
export function historySize(options: JsonObject): number {
  return readPolicy(options).remembered;
}

/**
 * Why a connection does not take this password, in Auth0's one line; undefined when it does.
 *
 * @param previous hashes of the password in use and those before it, the latest first.
 * @see https://auth0.com/docs/authenticate/database-connections/password-options
 */
export async function passwordRefusal(
  options: JsonObject,
  password: string,
  user: Partial<UserProfile>,
  previous: readonly string[],
): Promise<string | undefined> {
  const policy = readPolicy(options);
  if (!isStrong(policy, password)) return 'PasswordStrengthError: Password is too weak';
  const { dictionary, personal, remembered } = policy;
  if (dictionary !== undefined && (await isCommonPassword(password, dictionary.size, dictionary.own))) {
    return 'PasswordDictionaryError: Password is too common';
  }
  if (holdsPersonalInfo(password, user, personal)) {
    return 'PasswordNoUserInfoError: Password contains user information';
  }
  for (const hash of previous.slice(0, remembered)) {
    if (await verifyPassword(password, hash))
      return 'PasswordHistoryError: Password has previously been used';
  }
  return undefined;
}

const PATTERNS: Record<CharacterType, RegExp> = {
  lowercase: /[a-z]/u,
  uppercase: /[A-Z]/u,
  number: /\d/u,
  // The special characters of OWASP, the space among them.
  special: /[ !"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]/u,
};

function isStrong(policy: PasswordPolicy, password: string): boolean {
  const types = policy.characterTypes.filter((type) => PATTERNS[type].test(password));
  return (
    Array.from(password).length >= policy.minLength &&
    types.length >= policy.typesNeeded &&
    !(policy.blocksIdentical && /(.)\1\1/su.test(password)) &&
    !(policy.blocksSequences && hasSequence(password)) &&
    (policy.maxBytes === undefined || Buffer.byteLength(password) <= policy.maxBytes)
  );
}

/** Three letters or digits, each the next one up or each the next one down; case counts. */
function hasSequence(password: string): boolean {
  for (let end = 3; end <= password.length; end += 1) {
    const three = password.slice(end - 3, end);
    const [first = 0, second = 0, third = 0] = Array.from(three, (letter) => letter.charCodeAt(0));
    const step = second - first;
    if (/^[A-Za-z\d]{3}$/u.test(three) && Math.abs(step) === 1 && third - second === step) return true;
  }
  return false;
}

/** Whether part of the profile is in the password; very short parts would forbid too much. */
function holdsPersonalInfo(password: string, user: Partial<UserProfile>, paths: readonly string[]): boolean {
  const lower = password.toLowerCase();
  return paths.some((path) => {
    const value = path.split('.').reduce<unknown>(follow, user);
    if (typeof value !== 'string') return false;
    const part = path === 'email' ? value.split('@')[0] : value;
    return part !== undefined && part.length > 2 && lower.includes(part.toLowerCase());
  });
}

function follow(value: unknown, key: string): unknown {
  return Object.entries(Object(value)).find(([name]) => name === key)?.[1];
}
