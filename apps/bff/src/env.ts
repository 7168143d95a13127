import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WrittenGrant } from '@rollcall/shared/access/grants.ts';
import { AssignableRoles } from '@rollcall/shared/access/assignable-roles.ts';
import { FieldMask } from '@rollcall/shared/access/mask.ts';
import { teamRoleNames } from '@rollcall/shared/access/team-roles.ts';
import { UserScope } from '@rollcall/shared/access/user-scope.ts';
import { type CustomField, CustomFieldsSchema } from '@rollcall/shared/user/custom-fields.ts';
import { z } from 'zod';
import { StartFailure } from './start-failure.ts';

/** Someone the environment puts into the team: a tenant `user_id` or an e-mail address, and a grant. */
export interface Invitation {
  who: string;
  grant: WrittenGrant;
}

/** What Rollcall is configured with. Every value has been judged; nothing else reads the environment. */
export interface Config {
  host: string;
  port: number;
  publicUrl: URL;
  /** How many proxies stand in front and are believed about protocol and address. */
  trustProxy: number;
  dataDirectory: string;
  databaseUrl: string | undefined;
  /** The first signs; all are accepted. */
  sessionSecrets: readonly [string, ...string[]];
  tenant: TenantConfig;
  /** Who is Admin at each start: user_ids or addresses. */
  admins: readonly string[];
  /** Who is added to the team at the first start that names them. */
  team: readonly Invitation[];
  /** The claim of the ID token that says who is in the team; `undefined` where the team page does. */
  teamClaim: string | undefined;
  /** The places in metadata that have a name and a type of their own. */
  customFields: readonly CustomField[];
  logLevel: LogLevel;
}

/** Where the tenant is, and the two applications that Rollcall has there. */
export interface TenantConfig {
  /** The origin, such as `https://example.eu.auth0.com`. */
  origin: string;
  clientId: string;
  clientSecret: string;
  m2mClientId: string;
  m2mClientSecret: string;
  audience: string;
}

const LogLevel = z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']);
type LogLevel = z.infer<typeof LogLevel>;

const required = z.string('is missing.').min(1, 'is missing.');
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

const TenantOrigin = required.transform((value, context) => {
  const url = z.url().safeParse(value.includes('://') ? value : `https://${value}`).data;
  const parsed = url === undefined ? undefined : new URL(url);
  if (parsed === undefined || parsed.pathname !== '/' || parsed.search !== '' || parsed.username !== '') {
    context.addIssue('must be the tenant’s domain, such as example.eu.auth0.com.');
    return z.NEVER;
  }
  if (parsed.protocol === 'https:' || (parsed.protocol === 'http:' && loopback.has(parsed.hostname))) {
    return parsed.origin;
  }
  context.addIssue('must use https; plain http is for a tenant on this machine only.');
  return z.NEVER;
});

const PublicUrl = z.url('must be a web address.').transform((value, context) => {
  const url = new URL(value);
  if (/^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url;
  context.addIssue('must be a web address and nothing more, such as https://rollcall.example.com.');
  return z.NEVER;
});

const TeamEntry = z.strictObject({
  who: z.string().min(1),
  role: z.enum(teamRoleNames),
  scope: UserScope.default({ all: true }),
  mask: FieldMask.default([]),
  assignableRoles: AssignableRoles,
});

const Team = z
  .string()
  .default('[]')
  .transform((value, context): Invitation[] => {
    const entries = z.array(TeamEntry).safeParse(parsedJson(value));
    if (entries.success) {
      return entries.data.map(({ who, ...grant }) => ({ who, grant }));
    }
    const at = entries.error.issues[0]?.path.join('.') ?? '';
    context.addIssue(
      `must be a JSON array of {"who", "role", "scope"}${at === '' ? '' : `; look at ${at}`}. Roles: ${teamRoleNames.join(', ')}.`,
    );
    return z.NEVER;
  });

const List = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );

/**
 * What the tenant says of itself or people say of themselves: whoever can change their nickname could
 * call themselves `admin`. Sources: OpenID Connect Core 1.0 §2, §5.1; RFC 7519 §4.1
 */
const standardClaims = new Set(
  `iss sub aud exp nbf iat jti auth_time nonce acr amr azp at_hash c_hash s_hash sid name given_name family_name
  middle_name nickname preferred_username profile picture website email email_verified gender birthdate
  zoneinfo locale phone_number phone_number_verified address updated_at user_metadata`.split(/\s+/),
);

const TeamClaim = z
  .string()
  .max(250, 'must be the name of a claim.')
  .refine(
    (name) => !standardClaims.has(name),
    'must be a claim that an Action of yours sets, such as https://rollcall.example.com/roles: standard claims are in the hands of the people they are about.',
  );

/** The file is read here, so that what is wrong with it is told like every other variable. */
const CustomFields = z
  .string()
  .optional()
  .transform((file, context): readonly CustomField[] => {
    if (file === undefined) return [];
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch {
      context.addIssue(`names ${file}, which cannot be read.`);
      return z.NEVER;
    }
    const read = CustomFieldsSchema.safeParse(parsedJson(text));
    if (read.success) return read.data;
    for (const { path, message } of read.error.issues) {
      context.addIssue(
        `names ${file}, where ${path.length === 0 ? 'the whole' : path.join('.')} is not as it should be: ${message}`,
      );
    }
    return z.NEVER;
  });

const Environment = z.object({
  NODE_ENV: z.string().optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce
    .number('must be a port.')
    .int('must be a port.')
    .min(1, 'must be a port, from 1 to 65535.')
    .max(65_535, 'must be a port, from 1 to 65535.')
    .default(3000),
  PUBLIC_URL: PublicUrl.optional(),
  TRUST_PROXY: z.coerce.number('must be a number of proxies.').int().min(0).max(10).default(0),
  DATA_DIR: z.string().default('.rollcall'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres://.')
    .optional(),
  SESSION_SECRET: List.pipe(z.array(z.string().min(32, 'must have at least 32 characters per key.'))),
  AUTH0_DOMAIN: TenantOrigin,
  AUTH0_CLIENT_ID: required,
  AUTH0_CLIENT_SECRET: required,
  AUTH0_M2M_CLIENT_ID: required,
  AUTH0_M2M_CLIENT_SECRET: required,
  AUTH0_AUDIENCE: z.url('must be an address such as https://example.eu.auth0.com/api/v2/.').optional(),
  ROLLCALL_ADMINS: List,
  ROLLCALL_TEAM: Team,
  TEAM_CLAIM: TeamClaim.optional(),
  CUSTOM_FIELDS_FILE: CustomFields,
  LOG_LEVEL: LogLevel.default('warn'),
});

/**
 * Reads the environment. An empty variable counts as absent.
 *
 * @throws {StartFailure} with one line per fault, each beginning with the variable's name.
 */
export function readEnvironment(environment: NodeJS.ProcessEnv): Config {
  const env = parse(Environment, environment);
  const publicUrl = env.PUBLIC_URL ?? new URL(`http://localhost:${env.PORT}`);
  refuseUnsafe(env, publicUrl);
  return {
    host: env.HOST,
    port: env.PORT,
    publicUrl,
    trustProxy: env.TRUST_PROXY,
    dataDirectory: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL,
    sessionSecrets: sessionSecrets(env.SESSION_SECRET, env.DATA_DIR),
    tenant: {
      origin: env.AUTH0_DOMAIN,
      clientId: env.AUTH0_CLIENT_ID,
      clientSecret: env.AUTH0_CLIENT_SECRET,
      m2mClientId: env.AUTH0_M2M_CLIENT_ID,
      m2mClientSecret: env.AUTH0_M2M_CLIENT_SECRET,
      audience: env.AUTH0_AUDIENCE ?? `${env.AUTH0_DOMAIN}/api/v2/`,
    },
    admins: env.ROLLCALL_ADMINS,
    team: env.ROLLCALL_TEAM,
    teamClaim: env.TEAM_CLAIM,
    customFields: env.CUSTOM_FIELDS_FILE,
    logLevel: env.LOG_LEVEL,
  };
}

function refuseUnsafe(env: z.infer<typeof Environment>, publicUrl: URL): void {
  const faults: string[] = [];
  const isProduction = env.NODE_ENV === 'production';
  if (isProduction && publicUrl.protocol !== 'https:') {
    faults.push('PUBLIC_URL must start with https:// when NODE_ENV is production.');
  }
  if (isProduction && env.SESSION_SECRET.length === 0) {
    faults.push('SESSION_SECRET is missing; it is required when NODE_ENV is production.');
  }
  // Rollcall speaks plain http itself: without a trusted proxy the browser would never get its cookie.
  if (publicUrl.protocol === 'https:' && env.TRUST_PROXY === 0) {
    faults.push('TRUST_PROXY must say how many proxies stand in front (often 1) when PUBLIC_URL is https.');
  }
  if (faults.length > 0) throw new StartFailure(faults.join('\n'));
}

/**
 * Where the data is, for what needs nothing else.
 *
 * @throws {StartFailure} when it cannot be told
 */
export function readLocation(environment: NodeJS.ProcessEnv): Pick<Config, 'databaseUrl' | 'dataDirectory'> {
  const { DATA_DIR, DATABASE_URL } = parse(
    Environment.pick({ DATA_DIR: true, DATABASE_URL: true }),
    environment,
  );
  return { dataDirectory: DATA_DIR, databaseUrl: DATABASE_URL };
}

function parse<Output>(schema: z.ZodType<Output>, environment: NodeJS.ProcessEnv): Output {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  throw new StartFailure(
    read.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`).join('\n'),
  );
}

/** The given key ring, or one key that is made once and kept beside the data. */
function sessionSecrets(given: readonly string[], dataDirectory: string): readonly [string, ...string[]] {
  const [first, ...rest] = given;
  if (first !== undefined) return [first, ...rest];
  const file = join(dataDirectory, 'session-secret');
  mkdirSync(dataDirectory, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const kept = readFileSync(file, 'utf8').trim();
  if (kept.length >= 32) return [kept];
  throw new StartFailure(
    `DATA_DIR holds a broken ${file}. Remove that file; everybody has to sign in again.`,
  );
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
