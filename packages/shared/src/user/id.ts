import { z } from 'zod';

// oxlint-disable-next-line no-control-regex -- control characters are what this keeps out
const grammar = /^[a-zA-Z0-9_-]{1,64}\|[^\u0000-\u0020\u007f/\\?#%]{1,250}$/;

/**
 * A user_id: `<provider>|<id>`. The grammar is narrower than Auth0's on purpose: nothing in it can
 * leave its path segment, be it `..`, a slash, an encoded one, a query or a fragment.
 * Source: auth0.com/docs/manage-users/user-accounts/identify-users
 */
export const UserId = z.string().regex(grammar, 'A user_id looks like auth0|5f7c8ec7c33c6c004bbafe82.');
