import type { RequestHandler } from 'express';

/** The longest address that is answered, in bytes. Auth0 does not say; its edge takes 16 KB. */
const LONGEST = 16_384;

const REASON = 'Request-URI Too Large';

/**
 * Refuses requests whose address is too long, before anything else is looked at.
 * @see https://auth0.com/docs/manage-users/user-search/user-search-best-practices
 */
export const refuseLongUri: RequestHandler = (request, response, next) => {
  if (request.originalUrl.length <= LONGEST) {
    next();
    return;
  }
  response.statusMessage = REASON;
  response.status(414).json({ statusCode: 414, error: REASON, message: REASON });
};
