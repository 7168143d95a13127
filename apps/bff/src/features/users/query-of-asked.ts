import type { Query } from '@rollcall/shared/query/ast.ts';
import type { Asked } from './asked-query.ts';

/** What was asked, as a search: a walk has no use for the ways that lead to one user at once. */
export function queryOf(asked: Asked): Query {
  switch (asked.kind) {
    case 'all':
      return { kind: 'all' };
    case 'email':
      return text('email', asked.email);
    case 'user_id':
      return text('user_id', asked.userId);
    case 'organization':
    case 'phone_number':
    case 'last_ip':
    case 'words':
    case 'lucene':
      return asked.query;
  }
}

function text(field: string, value: string): Query {
  return { kind: 'term', field, value: { kind: 'text', text: value } };
}
