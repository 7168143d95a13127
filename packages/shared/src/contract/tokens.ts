import { z } from 'zod';
import { Claims, ClaimComparison } from '../user/token-claims.ts';
import { User } from '../user/user.ts';
import type { Row } from './row.ts';

/** Which of the tenant's endpoints knows a token: `/userinfo` takes access tokens, `/tokeninfo` ID tokens. */
export const TokenKind = z.enum(['access_token', 'id_token']);
export type TokenKind = z.infer<typeof TokenKind>;

/** A token as read, and what the tenant and the Management API say of the same user. */
export const TokenInspection = z.object({
  kind: TokenKind,
  /** `null` where the token is opaque: only the tenant can read it. */
  decoded: z.object({ header: Claims, payload: Claims }).nullable(),
  signature: z.object({
    state: z.enum(['valid', 'invalid', 'unknown', 'opaque']),
    /** In a sentence. */
    detail: z.string(),
  }),
  issuer: z.string().optional(),
  /** Whether the issuer is this tenant. */
  isOfTenant: z.boolean(),
  audience: z.array(z.string()),
  scope: z.string().optional(),
  issuedAt: z.string().optional(),
  expiresAt: z.string().optional(),
  isExpired: z.boolean(),
  answer: z.object({
    from: z.enum(['/userinfo', '/tokeninfo']),
    state: z.enum(['told', 'refused', 'off']),
    detail: z.string(),
    claims: Claims.nullable(),
  }),
  user: User,
  /** Claim by claim: in the token, in the answer, in the profile. */
  comparison: z.array(ClaimComparison),
  /** The claims that are left out because a grant hides what they tell. */
  hidden: z.array(z.string()),
});
export type TokenInspection = z.infer<typeof TokenInspection>;

export const tokensRows = {
  inspectToken: {
    method: 'POST',
    path: '/api/tokens/inspect',
    permission: 'tokens:inspect',
    scopes: ['read:users'],
    audit: 'token.inspect',
    body: z.strictObject({
      kind: TokenKind,
      token: z
        .string()
        .trim()
        .min(1, 'Paste a token.')
        .max(20_000, 'At most 20,000 characters.')
        .regex(
          /^[\w.~+/=-]+$/,
          'A token has no blanks and no other characters than letters, digits and - . _ ~ + / =.',
        ),
    }),
    status: 200,
    response: TokenInspection,
    problems: ['not_found'],
  },
} as const satisfies Record<string, Row>;
