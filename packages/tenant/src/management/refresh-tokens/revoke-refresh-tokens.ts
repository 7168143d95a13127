import { z } from 'zod';
import { findClient } from '../../store/clients.ts';
import { writeLogEvent } from '../../store/log-events.ts';
import type { Database } from '../../store/open.ts';
import { type RefreshTokenCondition, removeRefreshTokens } from '../../store/refresh-tokens.ts';
import { findUser } from '../../store/users.ts';
import type { Endpoint } from '../endpoint.ts';
import { ManagementError } from '../management-error.ts';
import { isUserId } from '../users/user-id.ts';
import { validate } from '../validate.ts';
import { userinfoAudience } from './present-refresh-token.ts';

const RevokeBody = z.strictObject({
  ids: z
    .array(z.string().min(1).max(30))
    .min(1)
    .max(100)
    .optional()
    .describe('Array of refresh token IDs to revoke. Limited to 100 at a time.'),
  user_id: z
    .string()
    .min(1)
    .max(300)
    .refine(isUserId, {
      error: ({ input }) => `Object didn't pass validation for format user-id: ${String(input)}`,
    })
    .optional()
    .describe('Revoke all refresh tokens for this user.'),
  client_id: z.string().min(1).max(64).optional().describe('Revoke refresh tokens for this client.'),
  audience: z
    .string()
    .min(1)
    .max(600)
    .optional()
    .describe('Resource server identifier (audience) to scope the revocation.'),
});
type RevokeBody = z.infer<typeof RevokeBody>;

/** `POST /refresh-tokens/revoke`. @see https://auth0.com/docs/api/management/v2/refresh-tokens/revoke-refresh-tokens */
export const revokeRefreshTokens: Endpoint = {
  method: 'post',
  path: '/refresh-tokens/revoke',
  summary: 'Revoke refresh tokens',
  scopes: ['delete:refresh_tokens'],
  handle: async ({ db, url }, { body, clientId, ip, userAgent }) => {
    const sent = validate('Payload', RevokeBody, body);
    const condition = await conditionOf(db, url, sent);
    const userId = sent.user_id;
    await db.transaction().execute(async (transaction) => {
      await removeRefreshTokens(transaction, condition);
      await writeLogEvent(transaction, {
        type: 'srrt',
        description: 'Refresh tokens revoked',
        client_id: clientId,
        ip,
        user_agent: userAgent,
        user_id: userId,
      });
    });
    return { status: 202, ...(userId === undefined ? {} : { userId }) };
  },
};

/** @throws {ManagementError} 400 when the parameters do not go together, or name what is not there. */
async function conditionOf(db: Database, url: string, sent: RevokeBody): Promise<RefreshTokenCondition> {
  const { ids, user_id, client_id, audience } = sent;
  const isById =
    ids !== undefined && user_id === undefined && client_id === undefined && audience === undefined;
  const isByUser =
    ids === undefined && user_id !== undefined && (audience === undefined || client_id !== undefined);
  if (!isById && !isByUser) throw refused('Invalid combination of parameters.');
  if (ids !== undefined) return { ids };
  if (user_id === undefined || (await findUser(db, user_id)) === undefined) throw refused('User not found.');
  if (client_id !== undefined && (await findClient(db, client_id)) === undefined) {
    throw refused('Client not found.');
  }
  return {
    userId: user_id,
    ...(client_id === undefined ? {} : { clientId: client_id }),
    ...(audience === undefined ? {} : { audience: await readAudience(db, url, audience) }),
  };
}

async function readAudience(db: Database, url: string, audience: string): Promise<string | null> {
  if (audience === userinfoAudience(url)) return null;
  const known = await db
    .selectFrom('resource_servers')
    .select('id')
    .where('identifier', '=', audience)
    .executeTakeFirst();
  if (known === undefined) throw refused('Resource server not found.');
  return audience;
}

function refused(message: string): ManagementError {
  return new ManagementError(400, message, 'invalid_body');
}
