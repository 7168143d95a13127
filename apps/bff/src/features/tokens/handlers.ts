import { maskOver, permissionsOver } from '@rollcall/shared/access/decision.ts';
import { maskUser } from '@rollcall/shared/access/mask.ts';
import { type TokenInspection, tokensRows } from '@rollcall/shared/contract/tokens.ts';
import { UserId } from '@rollcall/shared/user/id.ts';
import type { JsonObject } from '@rollcall/shared/user/merge-patch.ts';
import { type Claims, compareClaims, maskClaims } from '@rollcall/shared/user/token-claims.ts';
import { authorize, loadInScope } from '../../access/choke-point.ts';
import type { Call, HandlersOf } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import type { TenantUser } from '../../management/user-schema.ts';
import type { TenantUsers } from '../../management/users.ts';
import { TokenEndpoints } from './ask-tenant.ts';
import { readToken, signatureOf } from './read-token.ts';

type InspectCall = Call<typeof tokensRows.inspectToken>;

/** Reading tokens of users. A token is sent to the tenant and forgotten: it is nowhere stored, logged or told. */
export function tokensHandlers(users: TenantUsers, origin: string): HandlersOf<typeof tokensRows> {
  const endpoints = new TokenEndpoints(origin);
  return { inspectToken: (call) => inspect(users, endpoints, origin, call) };
}

/**
 * Shows a token beside the profile of its user, who is judged like any other: about somebody out of
 * scope, or nobody at all, one answer tells nothing.
 *
 * @throws {ProblemError} `not_found`, `permission_missing`
 */
async function inspect(
  users: TenantUsers,
  endpoints: TokenEndpoints,
  origin: string,
  call: InspectCall,
): Promise<TokenInspection> {
  const { body, member, scopes, telling } = call;
  const token = readToken(body.token);
  const [answer, keys] = await Promise.all([
    endpoints.tell(body.kind, body.token),
    // Where the keys cannot be had, the rest is still worth showing.
    token === undefined ? [] : endpoints.keys().catch(() => []),
  ]);
  const subject = subjectOf(answer.claims, token?.payload);
  const user = await loadInScope(users, member, subject).catch((error: unknown) => {
    throw error instanceof ProblemError && error.code === 'not_found' ? aboutNobody() : error;
  });
  const means = { permissions: permissionsOver(member.grants, user), scopes };
  authorize(tokensRows.inspectToken, means, []);
  telling.target({ kind: 'user', id: user.user_id, name: user.name ?? user.email });
  return shown(maskOver(member.grants, user), user, {
    kind: body.kind,
    decoded: token === undefined ? null : { header: token.header, payload: token.payload },
    signature: signatureOf(token, keys),
    ...factsOf(token?.payload ?? {}, origin),
    answer,
  });
}

/** The user that the tenant says the token is about, or else that the token does. */
function subjectOf(answer: Claims | null, payload: Claims | undefined): string {
  const subject = UserId.safeParse(answer?.sub ?? answer?.user_id ?? payload?.sub);
  if (!subject.success) throw aboutNobody();
  return subject.data;
}

function aboutNobody(): ProblemError {
  return new ProblemError('not_found', {
    detail: 'The token is not one of this tenant’s, is no longer good, or is about nobody whom you may see.',
  });
}

function factsOf(payload: JsonObject, origin: string) {
  const { iss, aud, scope, iat, exp } = payload;
  const expiresAt = timeOf(exp);
  return {
    ...(typeof iss === 'string' ? { issuer: iss } : {}),
    isOfTenant: iss === `${origin}/`,
    audience: [aud].flat().filter((one) => typeof one === 'string'),
    ...(typeof scope === 'string' ? { scope } : {}),
    ...withTime('issuedAt', timeOf(iat)),
    ...withTime('expiresAt', expiresAt),
    isExpired: expiresAt !== undefined && expiresAt <= new Date(),
  };
}

function withTime(name: 'issuedAt' | 'expiresAt', time: Date | undefined) {
  return time === undefined ? {} : { [name]: time.toISOString() };
}

/** Seconds since 1970 (RFC 7519 §2); what no calendar has is none. */
function timeOf(seconds: unknown): Date | undefined {
  const time = typeof seconds === 'number' ? new Date(seconds * 1000) : undefined;
  return time === undefined || Number.isNaN(time.getTime()) ? undefined : time;
}

type Unmasked = Omit<TokenInspection, 'user' | 'comparison' | 'hidden'>;

/** Both the profile and the claims leave without what is hidden from the team member. */
function shown(mask: readonly string[], user: TenantUser, found: Unmasked): TokenInspection {
  const profile = maskUser(mask, user);
  const payload = maskClaims(mask, user, found.decoded?.payload ?? {});
  const told = maskClaims(mask, user, found.answer.claims ?? {});
  const decoded = found.decoded === null ? null : { header: found.decoded.header, payload: payload.claims };
  const claims = found.answer.claims === null ? null : told.claims;
  return {
    ...found,
    decoded,
    answer: { ...found.answer, claims },
    user: profile,
    comparison: compareClaims(decoded?.payload ?? null, claims, { ...profile }),
    hidden: [...new Set([...payload.hidden, ...told.hidden])],
  };
}
