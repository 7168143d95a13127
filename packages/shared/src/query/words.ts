import type { Query } from './ast.ts';

/** Auth0 wants three characters after a leading `*`. Source: auth0.com/docs/manage-users/user-search/user-search-query-syntax */
export const SHORTEST_CONTAINED = 3;

/** Users in whom every one of the words is found. */
export function wordsQuery(words: readonly string[]): Query {
  const operands = words.map(wordQuery);
  return operands.length === 1 && operands[0] !== undefined ? operands[0] : { kind: 'and', operands };
}

/**
 * Users in whom a word is found: within the name or the e-mail address, at the beginning of the other names,
 * the username and the user_id, and, where it is made of digits, of the phone number.
 */
export function wordQuery(word: string): Query {
  const contained = Array.from(word).length >= SHORTEST_CONTAINED;
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

/** The word that a query is `wordQuery` of; undefined where it is none. */
export function wordOf(query: Query): string | undefined {
  const [first] = query.kind === 'or' ? query.operands : [];
  if (first?.kind !== 'term' || first.value.kind !== 'pattern') return undefined;
  const word = first.value.parts.find((part) => part !== '');
  if (word === undefined) return undefined;
  return JSON.stringify(wordQuery(word)) === JSON.stringify(query) ? word : undefined;
}

function pattern(field: string, parts: readonly string[]): Query {
  return { kind: 'term', field, value: { kind: 'pattern', parts } };
}
