import type { RefreshToken } from '../../store/refresh-tokens.ts';

/** What `fields` may name. */
export const REFRESH_TOKEN_FIELDS = [
  'id',
  'user_id',
  'created_at',
  'idle_expires_at',
  'expires_at',
  'device',
  'client_id',
  'session_id',
  'rotating',
  'resource_servers',
  'refresh_token_metadata',
  'last_exchanged_at',
];

/** A refresh token as the Management API shows it. @param url the tenant's own address */
export function presentRefreshToken({ audience, scope, ...token }: RefreshToken, url: string): object {
  return { ...token, resource_servers: [{ audience: audience ?? userinfoAudience(url), scopes: scope }] };
}

/** What tokens are for that name no API. @param url the tenant's own address */
export function userinfoAudience(url: string): string {
  return `${url}/userinfo`;
}
