import { createHash } from 'node:crypto';

/**
 * The picture a user has until there is a better one: Gravatar, with the initials as a fallback.
 * The address is the one Auth0 gives, letter by letter.
 *
 * @param host bulk imports were recorded with another one.
 */
export function defaultPicture(
  email: string,
  host: 's.gravatar.com' | 'secure.gravatar.com' = 's.gravatar.com',
): string {
  const address = email.toLowerCase();
  const hash = createHash('md5').update(address).digest('hex');
  const fallback = encodeURIComponent(`https://cdn.auth0.com/avatars/${initialsOf(address)}.png`);
  return `https://${host}/avatar/${hash}?s=480&r=pg&d=${fallback}`;
}

function initialsOf(address: string): string {
  return address
    .replace(/[^a-z0-9]/gu, '')
    .slice(0, 2)
    .padEnd(2, 'x');
}
