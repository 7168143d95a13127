import type { UserScope } from './user-scope.ts';

/**
 * A scope read back in English: “users whose `app_metadata.region` is `eu`, from connection Acme-SAML”.
 * Conditions that stand side by side all hold; whatever else is inside another condition is in brackets,
 * so that no sentence can be read in two ways. Paths and values are in backticks.
 */
export function describeUserScope(scope: UserScope): string {
  const plain = simplify(scope);
  if ('all' in plain) return 'all users';
  if (!('not' in plain)) return `users ${inner(plain)}`;
  if ('all' in plain.not) return 'nobody';
  return isGroup(plain.not) ? `all users except those ${inner(plain.not)}` : `users ${inner(plain)}`;
}

type Group = Extract<UserScope, { and: unknown } | { or: unknown }>;
const nobody: UserScope = { not: { all: true } };

/** The same users with fewer words: nothing in it is everybody, nobody, a double no, or a group of one. */
function simplify(scope: UserScope): UserScope {
  if ('not' in scope) {
    const part = simplify(scope.not);
    return 'not' in part ? part.not : { not: part };
  }
  if ('and' in scope) {
    const parts = scope.and.map(simplify);
    if (parts.some(isNobody)) return nobody;
    const telling = parts.filter((part) => !('all' in part));
    return telling.length > 1 ? { and: telling } : (telling[0] ?? { all: true });
  }
  if ('or' in scope) {
    const parts = scope.or.map(simplify);
    if (parts.some((part) => 'all' in part)) return { all: true };
    const telling = parts.filter((part) => !isNobody(part));
    return telling.length > 1 ? { or: telling } : (telling[0] ?? nobody);
  }
  return scope;
}

function isNobody(scope: UserScope): boolean {
  return 'not' in scope && 'all' in scope.not;
}

function isGroup(scope: UserScope): scope is Group {
  return 'and' in scope || 'or' in scope;
}

/** What stands after “users”. */
function inner(scope: UserScope): string {
  if ('and' in scope) {
    // Beside a bracket a comma is too weak a word.
    const isFlat = scope.and.every((part) => !isBracketed(part));
    return scope.and.map(nested).join(isFlat ? ', ' : ' and ');
  }
  if ('or' in scope) return scope.or.map(nested).join(' or ');
  return nested(scope);
}

function isBracketed(scope: UserScope): boolean {
  return isGroup(scope) || ('not' in scope && isGroup(scope.not));
}

function nested(scope: UserScope): string {
  if ('not' in scope) return isGroup(scope.not) ? `not (${inner(scope.not)})` : condition(scope.not, false);
  return isGroup(scope) ? `(${inner(scope)})` : condition(scope, true);
}

/** One condition, or its opposite. */
function condition(scope: UserScope, holds: boolean): string {
  if ('exists' in scope) return existence(scope.exists.field, holds);
  if ('eq' in scope) return comparison(scope.eq.field, [scope.eq.value], holds);
  if ('in' in scope) return comparison(scope.in.field, scope.in.values, holds);
  return holds ? 'of any kind' : 'of no kind';
}

function existence(field: string, holds: boolean): string {
  if (field === 'identities.connection') return holds ? 'from any connection' : 'from no connection';
  if (field === 'email.domain')
    return holds ? 'with a verified e-mail address' : 'without a verified e-mail address';
  return `whose \`${field}\` is ${holds ? 'set' : 'not set'}`;
}

function comparison(field: string, values: readonly (string | number | boolean)[], holds: boolean): string {
  const isOne = values.length === 1;
  if (field === 'identities.connection') {
    const names = values.map(String).join(', ');
    return `${holds ? '' : 'not '}from ${isOne ? 'connection' : 'one of the connections'} ${names}`;
  }
  const told = values.map(quote).join(', ');
  if (field === 'email.domain') {
    const address = `a verified e-mail address at ${isOne ? told : `one of ${told}`}`;
    return `${holds ? 'with' : 'without'} ${address}`;
  }
  const verb = isOne ? (holds ? 'is' : 'is not') : holds ? 'is one of' : 'is none of';
  return `whose \`${field}\` ${verb} ${told}`;
}

/** A value as it is; a text that could be taken for something else is in quotation marks. */
function quote(value: string | number | boolean): string {
  if (typeof value !== 'string') return `\`${value}\``;
  const isPlain = /^[\p{L}\p{N}_.@-][\p{L}\p{N}_.@ /:+-]*$/u.test(value) && value.trim() === value;
  const isMistakable = value === 'true' || value === 'false' || !Number.isNaN(Number(value));
  if (isPlain && !isMistakable) return `\`${value}\``;
  return `\`${JSON.stringify(value).replaceAll('`', String.raw`\u0060`)}\``;
}
