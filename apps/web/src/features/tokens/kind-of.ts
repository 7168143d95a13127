import type { TokenKind } from '@rollcall/shared/contract/tokens.ts';

/**
 * What a token most likely is: opaque ones and those with scopes are access tokens. It decides nothing
 * but what is chosen to begin with.
 */
export function kindOf(token: string): TokenKind {
  const [head, body, signature] = token.trim().split('.');
  if (head === undefined || body === undefined || signature === undefined) return 'access_token';
  const claims = `${textOf(head)} ${textOf(body)}`;
  return /"typ":\s*"at\+jwt"|"scope":|"gty":/i.test(claims) ? 'access_token' : 'id_token';
}

function textOf(part: string): string {
  try {
    return atob(part.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return '';
  }
}
