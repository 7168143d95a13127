import type { FieldProblem } from '@rollcall/shared/problems.ts';
import {
  type BothMetadata,
  type CustomField,
  customFieldFaults,
  valueOfField,
} from '@rollcall/shared/user/custom-fields.ts';
import { sameJson } from '@rollcall/shared/user/merge-patch.ts';
import { ProblemError } from '../http/problem.ts';

/**
 * Refuses a change that leaves a custom field with a value that it cannot have. Only fields whose value
 * changes are judged: what others have stored before stands in nobody's way.
 *
 * @throws {ProblemError} `invalid_input`, naming each field at fault
 */
export function refuseFieldFaults(
  fields: readonly CustomField[],
  before: BothMetadata,
  after: BothMetadata,
): void {
  const changed = fields.filter(
    (field) => !sameJson(valueOfField(field, before), valueOfField(field, after)),
  );
  const fixed = changed
    .filter(({ readOnly }) => readOnly)
    .map(({ key, title }): FieldProblem => ({ field: key, detail: `${title} is not changed in Rollcall.` }));
  refuse([...fixed, ...customFieldFaults(changed, after)]);
}

/**
 * Refuses a new user whose custom fields have values that they cannot have, or lack one that the create
 * page asks for.
 *
 * @throws {ProblemError} `invalid_input`, naming each field at fault
 */
export function refuseNewFieldFaults(fields: readonly CustomField[], wanted: BothMetadata): void {
  const judged = fields.filter((field) => field.showOnCreate || valueOfField(field, wanted) !== undefined);
  refuse(customFieldFaults(judged, wanted));
}

function refuse(errors: FieldProblem[]): void {
  if (errors.length === 0) return;
  throw new ProblemError('invalid_input', { detail: errors.map(({ detail }) => detail).join(' '), errors });
}
