import type { Query } from '../query/ast.ts';
import { printQuery } from '../query/print.ts';
import { readSearchBox, type SearchBox } from './search-box.ts';

/** What a search box asks for, as a query; undefined while it cannot be read. */
export function boxQuery(box: Exclude<SearchBox, { kind: 'invalid' }>): Query;
export function boxQuery(box: SearchBox): Query | undefined;
export function boxQuery(box: SearchBox): Query | undefined {
  switch (box.kind) {
    case 'all':
      return { kind: 'all' };
    case 'email':
      return { kind: 'term', field: 'email', value: { kind: 'text', text: box.email } };
    case 'user_id':
      return { kind: 'term', field: 'user_id', value: { kind: 'text', text: box.userId } };
    case 'invalid':
      return undefined;
    case 'organization':
    case 'phone_number':
    case 'last_ip':
    case 'words':
    case 'lucene':
      return box.query;
  }
}

/** The query as a text that the search box takes for just this query, never for words or an address. */
export function boxText(query: Query): string {
  const text = printQuery(query);
  const { kind } = readSearchBox(text);
  return kind === 'all' || kind === 'lucene' ? text : `(${text})`;
}
