import { COMMON_PASSWORDS } from './common-passwords.ts';

/**
 * Whether the whole password is a common one, or one of the connection's own words; case does not
 * count. The larger dictionary also knows the common ones with a number or a mark behind them.
 */
export function isCommonPassword(password: string, size: '10k' | '100k', own: readonly string[]): boolean {
  const lower = password.toLowerCase();
  return (
    COMMON_PASSWORDS.has(lower) ||
    (size === '100k' && COMMON_PASSWORDS.has(lower.replace(/\d{0,4}[!.?*#]?$/u, ''))) ||
    own.some((word) => word.toLowerCase() === lower)
  );
}
