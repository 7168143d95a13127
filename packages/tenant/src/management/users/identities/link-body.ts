import { z } from 'zod';
import { ManagementError } from '../../management-error.ts';
import { validate } from '../../validate.ts';
import { PROVIDERS } from './providers.ts';

const Body = z.strictObject({
  provider: z.enum(PROVIDERS).optional().describe('The type of identity provider'),
  connection_id: z
    .string()
    .regex(/^con_[A-Za-z0-9]{16}$/u)
    .optional()
    .describe(
      'connection_id of the secondary user account being linked when more than one `auth0` database provider exists.',
    ),
  user_id: z
    .union([z.string().min(1).max(512), z.int().transform(String)])
    .optional()
    .describe('Unique identifier of the user for this identity.'),
  link_with: z.string().optional().describe('JWT for the secondary account being linked.'),
});

/** Which account is to be linked: named, or shown to be one's own by a token. */
export type LinkTarget =
  | { kind: 'named'; provider: string; id: string; connectionId: string | undefined }
  | { kind: 'token'; token: string };

/**
 * Reads the body of `POST /users/{id}/identities`. A `user_id` may carry its provider in front.
 * @throws {ManagementError} 400 `invalid_body`
 */
export function readLinkBody(body: unknown): LinkTarget {
  const { provider, connection_id, user_id, link_with } = validate('Payload', Body, body);
  if (link_with !== undefined) {
    if (provider === undefined && connection_id === undefined && user_id === undefined) {
      return { kind: 'token', token: link_with };
    }
    throw invalid('`provider`, `user_id` and `connection_id` must not be sent together with link_with');
  }
  if (provider === undefined) throw invalid('Missing required property: provider');
  if (user_id === undefined) throw invalid('Missing required property: user_id');
  const prefix = `${provider}|`;
  const id = user_id.startsWith(prefix) ? user_id.slice(prefix.length) : user_id;
  return { kind: 'named', provider, id, connectionId: connection_id };
}

function invalid(reason: string): ManagementError {
  return new ManagementError(400, `Payload validation error: '${reason}'.`, 'invalid_body');
}
