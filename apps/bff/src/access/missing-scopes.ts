import type { Row } from '@rollcall/shared/contract/row.ts';
import { rows } from '@rollcall/shared/contract/rows.ts';

/** The M2M scopes that some row needs and the token lacks; of alternatives, the first is named. */
export function missingScopes(scopes: readonly string[]): string[] {
  const needs = Object.values<Row>(rows).flatMap((row) => [
    ...row.scopes,
    ...(row.optionalScopes ?? []),
    ...Object.values(row.fields ?? {}).flatMap((rule) => rule.scopes),
  ]);
  const missing = needs
    .map((need) => (typeof need === 'string' ? [need] : need))
    .filter((anyOf) => !anyOf.some((scope) => scopes.includes(scope)))
    .flatMap((anyOf) => anyOf.slice(0, 1));
  return [...new Set(missing)];
}
