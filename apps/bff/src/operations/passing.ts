import type { ProblemCode } from '@rollcall/shared/problems.ts';

/** What passes by itself, so that an operation, or an item of one, is gone on with later. */
export const passing: ReadonlySet<ProblemCode> = new Set([
  'tenant_busy',
  'tenant_unreachable',
  'tenant_invalid',
  'tenant_misconfigured',
  'store_unavailable',
  'internal_error',
]);
