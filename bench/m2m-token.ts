import { z } from 'zod';

const Token = z.object({ access_token: z.string() });

/** A token for the Management API of a local tenant, as Rollcall itself gets one. */
export async function m2mToken(tenant: string): Promise<string> {
  const answer = await fetch(`${tenant}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'rollcall_local_m2m',
      client_secret: 'rollcall_local_m2m_secret',
      audience: `${tenant}/api/v2/`,
    }),
  });
  return Token.parse(await answer.json()).access_token;
}
