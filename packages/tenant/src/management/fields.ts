import { ManagementError } from './management-error.ts';

const DESCRIPTION =
  'Comma-separated list of fields to include or exclude (based on value provided for include_fields) in the result. ' +
  'Leave empty to retrieve all fields';

/** Which properties of an object a request wants to see. */
export interface Projection {
  fields: readonly string[];
  include: boolean;
}

/**
 * Reads `fields` and `include_fields`; undefined when everything is wanted.
 * @throws {ManagementError} 400 when a field is not one of `allowed`.
 */
export function readProjection(
  fields: string | undefined,
  include: boolean | undefined,
  allowed: readonly string[],
): Projection | undefined {
  if (fields === undefined || fields === '') return undefined;
  const names = fields.split(',');
  if (names.some((name) => !allowed.includes(name))) {
    throw new ManagementError(
      400,
      `Query validation error: 'String '${fields}' does not match pattern. Must be a comma separated list of the ` +
        `following values: ${allowed.join(',')}' on property fields (${DESCRIPTION}).`,
      'invalid_query_string',
    );
  }
  return { fields: names, include: include ?? true };
}

/** The object, reduced to what was asked for. */
export function project(object: object, projection: Projection | undefined): object {
  if (projection === undefined) return object;
  return Object.fromEntries(
    Object.entries(object).filter(([name]) => projection.fields.includes(name) === projection.include),
  );
}
