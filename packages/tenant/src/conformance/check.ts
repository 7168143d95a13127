import type { Exchange } from '../management/router.ts';
import { DEVIATIONS } from './deviations.ts';
import { REFERENCE, type ReferenceOperation } from './reference.ts';

/** The operation of the reference that an endpoint claims to be; parameters may have other names. */
export function referenceOf(method: string, path: string): ReferenceOperation | undefined {
  return BY_SHAPE.get(shapeOf(`${method.toUpperCase()} ${path}`));
}

const BY_SHAPE = new Map(REFERENCE.map((operation) => [shapeOf(operation.name), operation]));

function shapeOf(operation: string): string {
  return operation.replace(/\{[^}]+\}|:[^/]+/gu, '{}');
}

/**
 * What an answer of the tenant has against it, by Auth0's own reference; undefined when nothing.
 * Errors have Auth0's form, successes the schema of their status.
 */
export function findFault({ endpoint, status, body }: Exchange): string | undefined {
  const operation = referenceOf(endpoint.method, endpoint.path);
  if (operation === undefined) return `${endpoint.method} ${endpoint.path} is not in the reference`;
  const { name } = operation;
  if (endpoint.summary !== operation.summary) return `${name} is titled "${operation.summary}"`;
  if (!operation.statuses.includes(status) && !isDeliberate(name, status, 'status')) {
    return `${name} answered ${status}; the reference lists ${operation.statuses.join(', ')}`;
  }
  if (status >= 400) {
    return isError(status, body)
      ? undefined
      : `${name} answered ${status} in a form of its own: ${show(body)}`;
  }
  if (isDeliberate(name, status, 'body')) return undefined;
  const validate = operation.validator(status);
  if (validate === undefined) {
    return body === undefined ? undefined : `${name} answered ${status} with a body: ${show(body)}`;
  }
  // What travels is JSON: an undefined property, for one, does not.
  const sent: unknown = body === undefined ? undefined : JSON.parse(JSON.stringify(body));
  if (validate(sent)) return undefined;
  const faults = (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath} ${message ?? ''}`,
  );
  return `${name} answered ${status} against its schema: ${faults.join('; ')} in ${show(sent)}`;
}

function isDeliberate(operation: string, status: number, about: 'status' | 'body'): boolean {
  return DEVIATIONS.some(
    (deviation) =>
      (deviation.operation === '*' || deviation.operation === operation) &&
      deviation.status === status &&
      deviation.about === about,
  );
}

function isError(status: number, body: unknown): boolean {
  const { statusCode, error, message, errorCode, attributes, ...more } = Object(body);
  return (
    statusCode === status &&
    typeof error === 'string' &&
    typeof message === 'string' &&
    (errorCode === undefined || typeof errorCode === 'string') &&
    (attributes === undefined || typeof attributes === 'object') &&
    Object.keys(more).length === 0
  );
}

function show(body: unknown): string {
  return (JSON.stringify(body) ?? 'nothing').slice(0, 600);
}
