import { z } from 'zod';
import type { ConnectionRecord } from '../../store/schema.ts';
import { ManagementError } from '../management-error.ts';

/** What people of a database connection can be known by. */
export const IDENTIFIERS = ['email', 'phone_number', 'username'] as const;
export type Identifier = (typeof IDENTIFIERS)[number];

const Attribute = z.object({
  identifier: z.object({ active: z.boolean().optional() }).optional(),
  profile_required: z.boolean().optional(),
});
const Username = Attribute.extend({
  validation: z
    .object({
      min_length: z.int().optional(),
      max_length: z.int().optional(),
      allowed_types: z
        .object({ email: z.boolean().optional(), phone_number: z.boolean().optional() })
        .optional(),
    })
    .optional(),
});
const Options = z.object({
  requires_username: z.boolean().optional(),
  validation: z
    .object({ username: z.object({ min: z.int().optional(), max: z.int().optional() }).nullish() })
    .nullish(),
  attributes: z
    .object({
      email: Attribute.optional(),
      phone_number: Attribute.optional(),
      username: Username.optional(),
    })
    .nullish(),
  authentication_methods: z
    .object({ password: z.object({ api_behavior: z.enum(['required', 'optional']).optional() }).nullish() })
    .nullish(),
});

/** How a connection treats one identifier. */
interface IdentifierRule {
  /** Whether accounts may have it at all. */
  allowed: boolean;
  required: boolean;
  /** Whether one signs in with it. */
  active: boolean;
}

const ABSENT: IdentifierRule = { allowed: false, required: false, active: false };
const REQUIRED: IdentifierRule = { allowed: true, required: true, active: true };

/** What the accounts of a database connection are made of. */
export interface AccountRules extends Record<Identifier, IdentifierRule> {
  passwordRequired: boolean;
}

/**
 * Reads the rules out of a connection's options: flexible identifiers where there are `attributes`,
 * else an e-mail address, and a username where it says so.
 * @see https://auth0.com/docs/authenticate/database-connections/flexible-identifiers-and-attributes
 */
export function accountRules({ options }: ConnectionRecord): AccountRules {
  const { attributes, requires_username, authentication_methods } = Options.parse(options);
  const passwordRequired = authentication_methods?.password?.api_behavior !== 'optional';
  if (attributes === undefined || attributes === null) {
    const username = requires_username === true ? REQUIRED : ABSENT;
    return { email: REQUIRED, phone_number: ABSENT, username, passwordRequired };
  }
  return {
    email: ruleOf(attributes.email),
    phone_number: ruleOf(attributes.phone_number),
    username: ruleOf(attributes.username),
    passwordRequired,
  };
}

function ruleOf(attribute: z.output<typeof Attribute> | undefined): IdentifierRule {
  if (attribute === undefined) return ABSENT;
  return {
    allowed: true,
    required: attribute.profile_required === true,
    active: attribute.identifier?.active === true,
  };
}

/**
 * The username as it is kept, in lower case.
 * @throws {ManagementError} 400 when the connection has none, or does not take this one.
 * @see https://auth0.com/docs/authenticate/database-connections/require-username
 */
export function readUsername(connection: ConnectionRecord, sent: string): string {
  if (!accountRules(connection).username.allowed) throw noUsernames();
  const { min, max, email, phone } = usernameLimits(connection);
  const username = sent.toLowerCase();
  const fits = username.length >= min && username.length <= max && /^[a-z0-9@^$.!`\-#+'~_]+$/u.test(username);
  const isEmail = z.email().safeParse(username).success;
  const isPhone = /^\+[0-9]{1,15}$/u.test(username);
  if (!fits || (isEmail && !email) || (isPhone && !phone)) {
    throw new ManagementError(
      400,
      `Payload validation error: 'Object didn't pass validation for format username: ${sent}' on property username (The user's username. Only valid if the connection requires a username).`,
      'invalid_body',
    );
  }
  return username;
}

function usernameLimits({ options }: ConnectionRecord) {
  const { attributes, validation } = Options.parse(options);
  const flexible = attributes?.username?.validation;
  const { email = false, phone_number = false } = flexible?.allowed_types ?? {};
  const { min = 1, max = 15 } = validation?.username ?? {};
  return attributes === undefined || attributes === null
    ? { min, max, email: false, phone: true }
    : { min: flexible?.min_length ?? 1, max: flexible?.max_length ?? 15, email, phone: phone_number };
}

/** The refusal of a username where there are none. */
export function noUsernames(): ManagementError {
  return new ManagementError(
    400,
    'Cannot set username for connection without requires_username.',
    'invalid_body',
  );
}
