import { z } from 'zod';
import type { Query } from '../query/ast.ts';
import { parseQuery, type QueryError } from '../query/parse.ts';
import { wordsQuery } from '../query/words.ts';
import { UserId } from './id.ts';

/** What a text in the search box was taken for. */
export type SearchBox =
  | { kind: 'all' }
  | { kind: 'email'; email: string }
  | { kind: 'user_id'; userId: string }
  | { kind: 'organization'; organizationId: string; query: Query }
  | { kind: 'phone_number' | 'last_ip' | 'words' | 'lucene'; query: Query }
  | { kind: 'invalid'; error: QueryError };

/**
 * Reads the one search box: nothing, an e-mail address, a user_id, the id of an organization, a phone
 * number, an IP address, a Lucene query, or plain words. An address and a user_id need no search index.
 * Of plain words every one has to be found, in a name, the e-mail address, the username, the user_id or the
 * phone number.
 */
export function readSearchBox(text: string): SearchBox {
  const asked = text.trim();
  if (asked === '') return { kind: 'all' };
  if (z.email().safeParse(asked).success) return { kind: 'email', email: asked };
  if (UserId.safeParse(asked).success) return { kind: 'user_id', userId: asked };
  if (/^org_[A-Za-z0-9]{16}$/.test(asked)) {
    return { kind: 'organization', organizationId: asked, query: exactly('organization_id', asked) };
  }
  const phone = phoneNumberOf(asked);
  if (phone !== undefined) return { kind: 'phone_number', query: exactly('phone_number', phone) };
  if (isIpAddress(asked)) return { kind: 'last_ip', query: exactly('last_ip', asked) };
  if (!looksLikeLucene(asked)) {
    const words = asked.split(/[\s,;]+/u).filter((word) => word !== '');
    return words.length === 0 ? { kind: 'all' } : { kind: 'words', query: wordsQuery(words) };
  }
  const parsed = parseQuery(asked);
  if (parsed.ok) return { kind: 'lucene', query: parsed.query };
  const skipped = text.length - text.trimStart().length;
  return { kind: 'invalid', error: { ...parsed.error, position: parsed.error.position + skipped } };
}

/** A field and a colon, an operator in capitals, or any of Lucene's signs that names do not have. */
function looksLikeLucene(text: string): boolean {
  return (
    /(^|[\s(+!-])[A-Za-z_][\w.]*:/.test(text) ||
    /(^|\s)(AND|OR|NOT)(\s|$)/.test(text) ||
    /["()[\]{}*?~^\\]|&&|\|\|/.test(text)
  );
}

/**
 * A whole phone number in E.164, as Auth0 keeps it, out of one written with its country code in any of the
 * usual ways. Fewer than eight digits are the beginning of one at most, and left to the words.
 */
function phoneNumberOf(text: string): string | undefined {
  if (!/^(?:\+|00)[\d\s()./-]+$/u.test(text)) return undefined;
  const digits = text
    .replace(/\(0\)/u, '')
    .replaceAll(/\D/gu, '')
    .replace(text.startsWith('+') ? '' : '00', '');
  return /^[1-9]\d{7,14}$/u.test(digits) ? `+${digits}` : undefined;
}

function isIpAddress(text: string): boolean {
  const groups = text.split(':');
  if (groups.length === 1) return isIpV4(text);
  const last = groups.at(-1) ?? '';
  const isMixed = last.includes('.');
  const count = groups.length + (isMixed ? 1 : 0);
  const shortened = text.split('::').length - 1;
  const inner = isMixed ? groups.slice(0, -1) : groups;
  return (
    inner.every((group) => /^[0-9a-f]{0,4}$/iu.test(group)) &&
    (!isMixed || isIpV4(last)) &&
    (shortened === 1 ? count <= 9 : shortened === 0 && count === 8 && inner.every((group) => group !== '')) &&
    !/^:[^:]|[^:]:$|:::/u.test(text)
  );
}

function isIpV4(text: string): boolean {
  return /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/u.test(text);
}

function exactly(field: string, text: string): Query {
  return { kind: 'term', field, value: { kind: 'text', text } };
}
