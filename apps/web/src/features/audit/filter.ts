import { AuditOutcome } from '@rollcall/shared/contract/audit.ts';
import { allAuditActions, type AuditAction } from '@rollcall/shared/contract/audit-actions.ts';
import type { AuditSearch } from './search-params.ts';

/** What is looked for among the events. */
export interface AuditFilter extends Pick<AuditSearch, 'actor' | 'target' | 'from' | 'to' | 'request'> {
  action?: AuditAction | undefined;
  outcome?: AuditOutcome | undefined;
}

/** What an address looks for; an action or an outcome that there is not is left out. */
export function filterOf({ event: _event, action, outcome, ...others }: Partial<AuditSearch>): AuditFilter {
  const known = allAuditActions.find((name) => name === action);
  const ended = AuditOutcome.safeParse(outcome).data;
  return {
    ...others,
    ...(known === undefined ? {} : { action: known }),
    ...(ended === undefined ? {} : { outcome: ended }),
  };
}
