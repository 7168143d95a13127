import styles from './avatar.module.css';

const allowedHosts = new Set([
  'cdn.auth0.com',
  'avatars.githubusercontent.com',
  'i0.wp.com',
  'i1.wp.com',
  'i2.wp.com',
]);
const allowedDomains = ['.gravatar.com', '.googleusercontent.com'];

/** Whether a picture comes from a host that the Content Security Policy lets in; others show initials. */
function isAllowed(picture: string): boolean {
  const url = URL.parse(picture);
  if (url === null || url.protocol !== 'https:' || url.port !== '') return false;
  return allowedHosts.has(url.hostname) || allowedDomains.some((domain) => url.hostname.endsWith(domain));
}

/** The first letters of the first and last word; `?` where there are none. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s@._-]+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  const initials = letters.map((word) => Array.from(word ?? '')[0] ?? '').join('');
  return initials === '' ? '?' : initials.toLocaleUpperCase();
}

export interface AvatarProps {
  name: string;
  picture?: string | undefined;
  size?: 'small' | 'medium' | 'large';
}

/** A picture, or initials until and unless there is one; decoration only, since the name always stands beside it. */
export function Avatar({ name, picture, size = 'small' }: AvatarProps) {
  const usable = picture !== undefined && isAllowed(picture);
  return (
    <span className={styles.avatar} data-size={size} aria-hidden>
      {initialsOf(name)}
      {usable && (
        <img
          key={picture}
          src={picture}
          alt=""
          loading="lazy"
          decoding="async"
          referrerPolicy="no-referrer"
          onError={({ currentTarget }) => {
            // Without drawing anything anew: of a long list many can fail at once.
            currentTarget.hidden = true;
          }}
        />
      )}
    </span>
  );
}
