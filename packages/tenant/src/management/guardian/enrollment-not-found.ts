import { ManagementError } from '../management-error.ts';

/** The refusal where there is no such factor. */
export function enrollmentNotFound(): ManagementError {
  return new ManagementError(404, 'Enrollment not found', 'enrollment_not_found');
}
