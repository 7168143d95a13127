import { z } from 'zod';
import type { Query } from '../query/ast.ts';
import { parseQuery, type QueryError } from '../query/parse.ts';
import { UserId } from './id.ts';

/** What a text in the search box was taken for. */
export type SearchBox =
  | { kind: 'all' }
  | { kind: 'email'; email: string }
  | { kind: 'user_id'; userId: string }
  | { kind: 'words' | 'lucene'; query: Query }
  | { kind: 'invalid'; error: QueryError };

/**
 * Reads the one search box: nothing, an e-mail address, a user_id, a Lucene query, or plain words.
 * An address and a user_id need no search index. Of plain words every one has to be found, in a
 * name, the e-mail address, the username, the user_id or the phone number.
 */
export function readSearchBox(text: string): SearchBox {
  const asked = text.trim();
  if (asked === '') return { kind: 'all' };
  if (z.email().safeParse(asked).success) return { kind: 'email', email: asked };
  if (UserId.safeParse(asked).success) return { kind: 'user_id', userId: asked };
  if (!looksLikeLucene(asked)) return { kind: 'words', query: wordsQuery(asked.split(/\s+/)) };
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

/** Auth0 wants three characters after a leading `*`. Source: auth0.com/docs/manage-users/user-search/user-search-query-syntax */
const shortestContained = 3;

function wordsQuery(words: readonly string[]): Query {
  const operands = words.map(wordQuery);
  return operands.length === 1 && operands[0] !== undefined ? operands[0] : { kind: 'and', operands };
}

function wordQuery(word: string): Query {
  const contained = word.length >= shortestContained;
  const operands: Query[] = contained
    ? [pattern('name', ['', word, '']), pattern('email', ['', word, ''])]
    : [pattern('name', [word, '']), pattern('email', [word, ''])];
  operands.push(
    pattern('given_name', [word, '']),
    pattern('family_name', [word, '']),
    pattern('nickname', [word, '']),
  );
  operands.push(pattern('username', [word.toLowerCase(), '']));
  if (word.includes('|') || contained) operands.push(pattern('user_id', [word, '']));
  if (/^\+?[0-9]{4,}$/.test(word)) operands.push(pattern('phone_number', [`+${word.replace('+', '')}`, '']));
  return { kind: 'or', operands };
}

function pattern(field: string, parts: readonly string[]): Query {
  return { kind: 'term', field, value: { kind: 'pattern', parts } };
}
