/**
 * The local address to go to after sign-in. Anything that is not plainly a page of Rollcall becomes
 * `/`: other origins in any spelling, control characters, backslashes, and our own sign-in and API.
 */
export function safeReturnTo(value: unknown, publicUrl: URL): string {
  if (typeof value !== 'string' || value.length > 2048) return '/';
  // oxlint-disable-next-line no-control-regex -- browsers drop some control characters before they read an address
  if (!/^\/(?![/\\])[^\\\u0000-\u0020\u007f]*$/u.test(value)) return '/';
  const url = URL.parse(value, publicUrl.origin);
  if (url === null || url.origin !== publicUrl.origin) return '/';
  if (url.pathname.startsWith('//') || /^\/(auth|api)(\/|$)/.test(url.pathname)) return '/';
  return url.pathname + url.search + url.hash;
}
