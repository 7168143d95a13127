import { z } from 'zod';
import type { ProblemCode } from '@rollcall/shared/problems.ts';
import { rootAttributes } from '@rollcall/shared/user/lock.ts';
import { ProblemError } from '../http/problem.ts';
import type { Answer } from './transport.ts';

const UpstreamError = z.object({ message: z.string().default(''), errorCode: z.string().default('') });

/** A refusal that Auth0 documents: how to know it, and what Rollcall says instead of its text. */
interface KnownRefusal {
  message: RegExp;
  code: ProblemCode;
  detail: string;
  field?: string;
}

/**
 * Auth0's documented messages. Its text itself never goes further: it can quote another user's
 * data. Sources: Management API, POST and PATCH /api/v2/users; auth0/password-sheriff.
 */
const knownRefusals: readonly KnownRefusal[] = [
  password(/PasswordStrengthError/, 'It is too weak for this connection.'),
  password(/PasswordHistoryError/, 'It was used before.'),
  password(/PasswordDictionaryError/, 'It is one of the commonest passwords.'),
  password(/PasswordNoUserInfoError/, "It contains the user's own data."),
  taken(
    /username provided is in use already|username already exists/i,
    'username',
    'This username is taken.',
  ),
  taken(/new email already exists/i, 'email', 'Another user has this e-mail address.'),
  taken(/phone number already exists/i, 'phone_number', 'Another user has this phone number.'),
  {
    message: /following user attributes cannot be updated/i,
    code: 'field_locked',
    detail: 'The connection sets these fields at each sign-in, or they belong to a secondary identity.',
  },
  refused(
    /following user attributes cannot be removed/i,
    'Auth0 does not let these fields be emptied for this connection.',
  ),
  refused(
    /cannot update email for/i,
    'The e-mail address can be changed for users of a database only.',
    'email',
  ),
  refused(
    /email verification is not supported/i,
    'Users of this connection have no e-mail verification.',
    'email_verified',
  ),
  refused(/users in a disabled connection|connection is disabled/i, 'The connection is disabled.'),
  refused(
    /cannot set username for connection without requires_username/i,
    'This connection has no usernames.',
    'username',
  ),
  refused(/does not support user creation/i, 'Users cannot be created in this connection.', 'connection'),
  refused(/connection is not supported for this operation/i, 'This connection does not support that.'),
  refused(
    /connection must be a database connection/i,
    'Users can be imported into database connections only.',
    'connection',
  ),
  refused(/connection must be enabled/i, 'The connection is enabled for no application.', 'connection'),
  refused(
    /without import mode are not allowed/i,
    'Users cannot be imported into a custom database whose users are not imported to Auth0.',
    'connection',
  ),
  refused(/connection does not exist/i, 'There is no such connection.', 'connection'),
  refused(/cannot update .{1,40} simultaneously/i, 'Auth0 does not change these fields together.'),
  refused(
    /reached the limit of entities|no more roles can be assigned/i,
    'Auth0 allows no more of these for one user: 50 roles, 1,000 permissions.',
  ),
  refused(/specified roles do not exist/i, 'There is no such role (any more).', 'roles'),
  refused(/specified identity already exists/i, 'This user is linked to somebody already.'),
  refused(/main identity cannot be removed/i, 'This is the primary identity.'),
  refused(
    /secondary account not found|main identity and the new one are the same/i,
    'There is no such user to link (any more).',
  ),
  refused(/not a member of the organization/i, 'The user is no member of this organization (any more).'),
  refused(
    /default login route is required/i,
    'The application has no login URI, and the tenant has no default one, so an invitation would lead nowhere.',
    'client_id',
  ),
  refused(/client_id does not exist/i, 'There is no such application.', 'client_id'),
  refused(
    /connection is not enabled for the organization/i,
    "The user's connection is not enabled for this organization.",
    'own_connection',
  ),
  refused(
    /passwordless connections are not supported/i,
    'An invitation cannot ask for a passwordless connection.',
    'own_connection',
  ),
];

function password(message: RegExp, detail: string): KnownRefusal {
  return { message, code: 'password_refused', detail, field: 'password' };
}

function taken(message: RegExp, field: string, detail: string): KnownRefusal {
  return { message, code: 'already_exists', detail, field };
}

function refused(message: RegExp, detail: string, field?: string): KnownRefusal {
  return { message, code: 'refused_by_tenant', detail, ...(field === undefined ? {} : { field }) };
}

/** Codes with which Auth0 refuses what a subscription does not include. */
const entitlementCodes: ReadonlySet<string> = new Set([
  'insufficient_entitlement',
  'operation_not_supported',
]);

/**
 * Whether the tenant refuses because its plan does not have the endpoint: with a code for that, or as if
 * there were no such address. What is not there says in Auth0's own words what it is.
 */
export function isBeyondPlan({ status, body }: Answer): boolean {
  const { message, errorCode } = UpstreamError.safeParse(body).data ?? { message: '', errorCode: '' };
  if (status === 403) return entitlementCodes.has(errorCode);
  return status === 404 && errorCode === '' && (message === '' || message === 'Not Found');
}

/**
 * Whether the tenant takes no import because two are under way. Auth0 says so as it says that the rate limit is
 * reached, but it is over only when one of them is, and nobody else has to wait for that.
 */
export function isFullOfJobs({ status, body }: Answer): boolean {
  return (
    status === 429 && /active import users jobs/i.test(UpstreamError.safeParse(body).data?.message ?? '')
  );
}

/** What Rollcall says of an answer that is no success. */
export function refusalProblem(answer: Answer, method: string): ProblemError {
  const { message, errorCode } = UpstreamError.safeParse(answer.body).data ?? { message: '', errorCode: '' };
  const cause = new Error(
    `The tenant answered ${answer.status} ${/^\w{0,60}$/.test(errorCode) ? errorCode : ''}`,
  );
  switch (answer.status) {
    case 403:
      if (/at least 1 passkey/i.test(message)) {
        return new ProblemError('refused_by_tenant', {
          detail: 'Auth0 does not remove everything at once from somebody who has a passkey.',
          cause,
        });
      }
      if (isKnown(message)) return writeRefusal(message, cause);
      return new ProblemError('tenant_misconfigured', { cause });
    case 401:
      return new ProblemError('tenant_misconfigured', { cause });
    case 404:
      return new ProblemError('not_found', { cause });
    case 409:
      if (isKnown(message)) return writeRefusal(message, cause);
      return new ProblemError('already_exists', { detail: 'The connection has such a user already.', cause });
    case 413:
      return new ProblemError('too_large', { detail: 'Auth0 takes at most 500 kB in one import.', cause });
    case 429:
      return new ProblemError('tenant_busy', {
        detail: 'Two imports are under way in the tenant, and Auth0 takes no third one.',
        retryAfter: 5,
        cause,
      });
    case 414:
      return new ProblemError('search_too_long', {
        detail:
          'Auth0 takes a search in the address of a request, and this one is longer than an address may be.',
        cause,
      });
    case 503:
      if (/query exceeded the timeout/i.test(message)) {
        return new ProblemError('search_too_slow', { detail: 'Narrow the search and try again.', cause });
      }
      break;
  }
  if (answer.status >= 500) return new ProblemError('tenant_unreachable', { cause });
  if (answer.status < 400) return new ProblemError('tenant_invalid', { cause });
  // A user_id that Auth0's grammar refuses names nobody, as far as anyone can tell.
  if (errorCode === 'invalid_uri') return new ProblemError('not_found', { cause });
  if (errorCode === 'invalid_paging') return new ProblemError('page_out_of_reach', { cause });
  if (method === 'GET')
    return new ProblemError('invalid_query', { detail: 'Auth0 refuses this search.', cause });
  return writeRefusal(message, cause);
}

function isKnown(message: string): boolean {
  return knownRefusals.some((refusal) => refusal.message.test(message));
}

function writeRefusal(message: string, cause: Error): ProblemError {
  const known = knownRefusals.find((refusal) => refusal.message.test(message));
  if (known === undefined) {
    return new ProblemError('refused_by_tenant', { detail: 'Auth0 refuses this change.', cause });
  }
  const errors = fieldsOf(known, message).map((field) => ({ field, detail: known.detail }));
  return new ProblemError(known.code, {
    detail: known.detail,
    ...(errors.length === 0 ? {} : { errors }),
    cause,
  });
}

/** Auth0 lists the attributes that it refuses; only names that we know are passed on. */
function fieldsOf(known: KnownRefusal, message: string): string[] {
  if (known.field !== undefined) return [known.field];
  const listed = /attributes cannot be (?:updated|removed): ([^.]*)\./i.exec(message)?.[1] ?? '';
  const names = new Set<string>([...rootAttributes, 'email', 'username', 'phone_number']);
  return listed
    .split(',')
    .map((name) => name.trim())
    .filter((name) => names.has(name));
}
