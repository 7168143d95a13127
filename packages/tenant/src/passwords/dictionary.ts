/** The words of a list, by how many of the most frequent ones count. */
const lists = new Map<number, Promise<ReadonlySet<string>>>();

/** How many words the built-in lists have; the library knows 49,000, so the larger one ends there. */
const SIZES = { '10k': 10_000, '100k': 100_000 };

/**
 * Whether the whole password is a common one, or one of the connection's own words; case does not
 * count.
 * @see https://auth0.com/docs/authenticate/database-connections/password-options
 */
export async function isCommonPassword(
  password: string,
  size: keyof typeof SIZES,
  own: readonly string[],
): Promise<boolean> {
  const lower = password.toLowerCase();
  if (own.some((word) => word.toLowerCase() === lower)) return true;
  return (await mostCommon(SIZES[size])).has(lower);
}

/** Read at the first use: it is two megabytes, and most tenants never ask. */
function mostCommon(count: number): Promise<ReadonlySet<string>> {
  const known = lists.get(count) ?? readList(count);
  lists.set(count, known);
  return known;
}

async function readList(count: number): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common'].slice(0, count));
}
