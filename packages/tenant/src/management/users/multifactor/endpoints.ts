import type { Endpoint } from '../../endpoint.ts';
import { clearRiskAssessments } from './clear-risk-assessments.ts';
import { listEnrollments } from './enrollments.ts';
import { regenerateRecoveryCode } from './recovery-code-regeneration.ts';
import { deleteAuthenticators, deleteProvider, invalidateRememberBrowser } from './remove-factors.ts';

/** The operations on a user's multi-factor authentication as a whole. */
export const MULTIFACTOR_ENDPOINTS: readonly Endpoint[] = [
  listEnrollments,
  deleteAuthenticators,
  deleteProvider,
  invalidateRememberBrowser,
  regenerateRecoveryCode,
  clearRiskAssessments,
];
