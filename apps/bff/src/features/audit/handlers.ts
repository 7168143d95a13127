import type { auditRows } from '@rollcall/shared/contract/audit.ts';
import type { HandlersOf } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';

async function missing(): Promise<never> {
  throw new ProblemError('internal_error');
}

export function auditHandlers(): HandlersOf<typeof auditRows> {
  return {
    listAuditEvents: missing,
    listUserAuditEvents: missing,
    exportAuditEvents: missing,
    revertAuditEvent: missing,
  };
}
