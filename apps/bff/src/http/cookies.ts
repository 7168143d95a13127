import { createHash } from 'node:crypto';
import type { CookieOptions, RequestHandler } from 'express';
import { ProblemError } from './problem.ts';

/**
 * The names and attributes of Rollcall's cookies: one for the session, and one for each sign-in that
 * is under way, so that two tabs can sign in at the same time. Under https the `__Host-Http-` prefix makes
 * the browser refuse a cookie that a sibling domain or a script planted; plain http, for trying
 * out on one machine, cannot have it.
 * Source: RFC 6265bis, cookie name prefixes
 */
export function cookiesFor(publicUrl: URL): {
  session: { name: string; options: CookieOptions };
  transaction: { prefix: string; nameFor: (state: string) => string; options: CookieOptions };
} {
  const secure = publicUrl.protocol === 'https:';
  const prefix = secure ? '__Host-Http-' : '';
  const common = { path: '/', httpOnly: true, secure } as const;
  return {
    session: { name: `${prefix}sid`, options: { ...common, sameSite: 'strict' } },
    // The way back from the tenant is a cross-site navigation, which Strict would leave without it.
    transaction: {
      prefix: `${prefix}tx-`,
      nameFor: (state) => `${prefix}tx-${shortHash(state)}`,
      options: { ...common, sameSite: 'lax', maxAge: 10 * 60 * 1000 },
    },
  };
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}

/** The values that a request carries for one cookie name; a browser sends one, tossed cookies make two. */
export function cookieValues(header: string | undefined, name: string): string[] {
  return cookies(header).flatMap((cookie) => (cookie.name === name ? [cookie.value] : []));
}

/** The names of a request's cookies that begin so; the oldest first, as browsers send them (RFC 6265 §5.4). */
export function cookieNames(header: string | undefined, prefix: string): string[] {
  return cookies(header).flatMap(({ name }) => (name.startsWith(prefix) ? [name] : []));
}

function cookies(header: string | undefined): { name: string; value: string }[] {
  return (header ?? '').split(';').flatMap((part) => {
    const at = part.indexOf('=');
    return at > 0 ? [{ name: part.slice(0, at).trim(), value: part.slice(at + 1).trim() }] : [];
  });
}

/** Refuses a request with two session cookies: one of them was put there by somebody else. */
export function refuseTossedCookies(name: string): RequestHandler {
  return (request, _response, next) => {
    if (cookieValues(request.get('Cookie'), name).length < 2) return next();
    throw new ProblemError('not_signed_in', {
      detail: 'There are two session cookies. Clear them and sign in.',
    });
  };
}
