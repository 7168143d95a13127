import { join } from 'node:path';
import { z } from 'zod';
import { PLAN_NAMES } from './rate-limits/plans.ts';
import { RuleClaims } from './oidc/rule-claims.ts';
import type { TenantOptions } from './start.ts';

const urls = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((list) => list.split(',').map((url) => url.trim()))
    .pipe(
      z.array(z.url({ protocol: /^https?$/u, error: 'must be a comma-separated list of http(s) addresses' })),
    );

const whole = (fallback: string, maximum: number) =>
  z
    .string()
    .default(fallback)
    .refine(
      (text) => /^\d+$/u.test(text) && Number(text) <= maximum,
      `must be a whole number up to ${maximum}`,
    )
    .transform(Number);

const flag = z
  .enum(['0', '1'], { error: 'must be 1 or 0' })
  .default('0')
  .transform((text) => text === '1');

const claims = z
  .string()
  .transform((text, context) => {
    try {
      const parsed: unknown = JSON.parse(text);
      return parsed;
    } catch {
      context.addIssue('must be a JSON object of claims');
      return z.NEVER;
    }
  })
  .pipe(RuleClaims);

const Environment = z.object({
  TENANT_PORT: whole('3001', 65_535),
  TENANT_HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('.rollcall'),
  TENANT_DATABASE_URL: z
    .url({ protocol: /^postgres(?:ql)?$/u, error: 'must be a postgres:// address' })
    .optional(),
  SEED_USERS: whole('2000', 10_000_000),
  TENANT_CALLBACK_URLS: urls('http://localhost:3000/auth/callback'),
  TENANT_LOGOUT_URLS: urls('http://localhost:3000,http://localhost:3000/sign-in'),
  TENANT_CONTROLS: flag,
  TENANT_PLAN: z.enum(PLAN_NAMES, { error: `must be one of ${PLAN_NAMES.join(', ')}` }).default('unlimited'),
  TENANT_TLS: flag,
  TENANT_USERINFO_CLAIMS: claims.optional(),
  TENANT_ID_TOKEN_CLAIMS: claims.optional(),
  TENANT_TOKENINFO: z
    .enum(['0', '1'], { error: 'must be 1 or 0' })
    .default('1')
    .transform((text) => text === '1'),
  TENANT_INDEX_DELAY_MS: whole('0', 3_600_000),
  TENANT_QUIET: flag,
});

/** Thrown when the environment cannot be used. The message can be shown as it is. */
export class EnvironmentInvalid extends Error {
  override name = 'EnvironmentInvalid';
}

/**
 * Reads how to run a tenant from the environment; an empty variable counts as absent.
 * @throws {EnvironmentInvalid} naming the first variable that makes no sense.
 */
export function readEnvironment(env: NodeJS.ProcessEnv): TenantOptions & { quiet: boolean } {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = Environment.safeParse(given);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new EnvironmentInvalid(`${String(issue?.path[0])} ${issue?.message ?? 'cannot be used'}.`);
  }
  const { data } = result;
  return {
    port: data.TENANT_PORT,
    host: data.TENANT_HOST,
    dataDir: join(data.DATA_DIR, 'tenant'),
    databaseUrl: data.TENANT_DATABASE_URL,
    seedUsers: data.SEED_USERS,
    callbackUrls: data.TENANT_CALLBACK_URLS,
    logoutUrls: data.TENANT_LOGOUT_URLS,
    controls: data.TENANT_CONTROLS,
    plan: data.TENANT_PLAN,
    tls: data.TENANT_TLS,
    userinfoClaims: data.TENANT_USERINFO_CLAIMS,
    idTokenClaims: data.TENANT_ID_TOKEN_CLAIMS,
    legacyTokenInfo: data.TENANT_TOKENINFO,
    indexDelayMs: data.TENANT_INDEX_DELAY_MS,
    quiet: data.TENANT_QUIET,
  };
}
