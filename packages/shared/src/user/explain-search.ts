import { explainQuery } from '../query/explain.ts';
import type { SearchBox } from './search-box.ts';

/** What a search is for, in a sentence; undefined while it cannot be read. */
export function explainSearch(box: SearchBox): string | undefined {
  switch (box.kind) {
    case 'all':
      return 'All users';
    case 'email':
      return `Users whose e-mail is exactly “${box.email}”, looked up directly`;
    case 'user_id':
      return `The user with the user_id “${box.userId}”, looked up directly`;
    case 'organization':
      return `Members of the organization “${box.organizationId}”`;
    case 'phone_number':
    case 'last_ip':
    case 'words':
    case 'lucene':
      return explainQuery(box.query);
    case 'invalid':
      return undefined;
  }
}
