import { z } from 'zod';
import type { Query } from '../query/ast.ts';

const Scalar = z.union([z.string().min(1).max(250), z.number(), z.boolean()]);
type Scalar = z.infer<typeof Scalar>;

/**
 * What a scope may look at: only what the user cannot change and what Auth0 indexes exactly.
 * `user_metadata` and an unverified e-mail are in the user's own hand, so they are never here.
 */
const ScopeField = z.union([
  z.literal('identities.connection'),
  z.literal('email.domain'),
  z.string().regex(/^app_metadata(\.[A-Za-z0-9_-]{1,64}){1,8}$/, 'is not a field that a scope can look at'),
]);

/**
 * Which users a grant covers. A small JSON language, never stored Lucene: what is stored cannot be
 * injected into, and it can be decided in memory as well as searched for.
 */
export type UserScope =
  | { all: true }
  | { eq: { field: string; value: Scalar } }
  | { in: { field: string; values: Scalar[] } }
  | { exists: { field: string } }
  | { not: UserScope }
  | { and: UserScope[] }
  | { or: UserScope[] };

const maxDepth = 4;

function userScope(depth: number): z.ZodType<UserScope> {
  const leaves = [
    z.strictObject({ all: z.literal(true) }),
    z.strictObject({ eq: z.strictObject({ field: ScopeField, value: Scalar }) }),
    z.strictObject({ in: z.strictObject({ field: ScopeField, values: z.array(Scalar).min(1).max(50) }) }),
    z.strictObject({ exists: z.strictObject({ field: ScopeField }) }),
  ] as const;
  if (depth === 0) return z.union(leaves);
  const inner = userScope(depth - 1);
  return z.union([
    ...leaves,
    z.strictObject({ not: inner }),
    z.strictObject({ and: z.array(inner).min(1).max(50) }),
    z.strictObject({ or: z.array(inner).min(1).max(50) }),
  ]);
}

/** The schema of a stored scope, at most four levels deep. What does not parse covers nobody. */
export const UserScope: z.ZodType<UserScope> = userScope(maxDepth);

/** A user as far as a scope can see it. */
export interface ScopedUser {
  email?: string | undefined;
  email_verified?: boolean | undefined;
  identities?: readonly { connection?: string | undefined }[] | undefined;
  app_metadata?: Record<string, unknown> | undefined;
}

/**
 * Whether the scope covers the user. This is the authority: a search narrows by `scopeQuery`, and
 * every user is judged here before it leaves. What is neither a plain yes nor a plain no (an array
 * or an object where a value is compared, or a value of another type: a search takes 7 and "7" for
 * the same) covers nobody, under `not` too.
 */
export function inUserScope(scope: UserScope, user: ScopedUser): boolean {
  return verdict(scope, user) === true;
}

/** The scope as a search, to be joined by `and` with what was asked for. */
export function scopeQuery(scope: UserScope): Query {
  if ('all' in scope) return { kind: 'all' };
  if ('eq' in scope) return leafQuery(scope.eq.field, scope.eq.value);
  if ('in' in scope) {
    return { kind: 'or', operands: scope.in.values.map((value) => leafQuery(scope.in.field, value)) };
  }
  if ('exists' in scope)
    return whereTrusted(scope.exists.field, { kind: 'exists', field: scope.exists.field });
  if ('not' in scope) return { kind: 'not', operand: scopeQuery(scope.not) };
  if ('and' in scope) return { kind: 'and', operands: scope.and.map(scopeQuery) };
  return { kind: 'or', operands: scope.or.map(scopeQuery) };
}

/** The fields that a scope looks at. */
export function fieldsOfScope(scope: UserScope): string[] {
  if ('all' in scope) return [];
  if ('not' in scope) return fieldsOfScope(scope.not);
  if ('and' in scope) return scope.and.flatMap(fieldsOfScope);
  if ('or' in scope) return scope.or.flatMap(fieldsOfScope);
  if ('eq' in scope) return [scope.eq.field];
  return ['in' in scope ? scope.in.field : scope.exists.field];
}

function leafQuery(field: string, value: Scalar): Query {
  return whereTrusted(field, { kind: 'term', field, value: { kind: 'text', text: String(value) } });
}

/** An e-mail address that nobody has verified has no domain that counts, whatever is asked of it. */
function whereTrusted(field: string, leaf: Query): Query {
  if (field !== 'email.domain') return leaf;
  const verified: Query = { kind: 'term', field: 'email_verified', value: { kind: 'text', text: 'true' } };
  return { kind: 'and', operands: [leaf, verified] };
}

type Verdict = boolean | 'unsure';

function verdict(scope: UserScope, user: ScopedUser): Verdict {
  if ('all' in scope) return true;
  if ('eq' in scope) return any(valuesOf(scope.eq.field, user), (found) => isOneOf(found, [scope.eq.value]));
  if ('in' in scope) return any(valuesOf(scope.in.field, user), (found) => isOneOf(found, scope.in.values));
  if ('exists' in scope) return any(valuesOf(scope.exists.field, user), () => true);
  if ('not' in scope) return negate(verdict(scope.not, user));
  if ('and' in scope) return all(scope.and.map((part) => verdict(part, user)));
  return negate(all(scope.or.map((part) => negate(verdict(part, user)))));
}

function negate(value: Verdict): Verdict {
  return value === 'unsure' ? value : !value;
}

function all(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) return false;
  return verdicts.includes('unsure') ? 'unsure' : true;
}

function any(values: readonly Scalar[] | 'unsure', test: (value: Scalar) => Verdict): Verdict {
  return values === 'unsure' ? values : negate(all(values.map((value) => negate(test(value)))));
}

function isOneOf(found: Scalar, values: readonly Scalar[]): Verdict {
  if (values.includes(found)) return true;
  return values.every((value) => typeof value === typeof found) ? false : 'unsure';
}

function valuesOf(field: string, user: ScopedUser): readonly Scalar[] | 'unsure' {
  if (field === 'identities.connection') {
    return (user.identities ?? []).flatMap(({ connection }) =>
      connection === undefined ? [] : [connection],
    );
  }
  if (field === 'email.domain') {
    const domain = user.email_verified === true ? user.email?.split('@').at(-1)?.toLowerCase() : undefined;
    return domain === undefined ? [] : [domain];
  }
  let value: unknown = user.app_metadata;
  for (const key of field.split('.').slice(1)) {
    if (value === undefined || value === null) return [];
    if (typeof value !== 'object' || Array.isArray(value)) return 'unsure';
    value = Object.entries(value).find(([name]) => name === key)?.[1];
  }
  if (value === undefined || value === null) return [];
  const scalar = Scalar.safeParse(value);
  return scalar.success ? [scalar.data] : 'unsure';
}
