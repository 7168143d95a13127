import { type AuditAction, allAuditActions } from '@rollcall/shared/contract/audit-actions.ts';
import { z } from 'zod';

const Actions = z.array(z.enum(allAuditActions));

/**
 * The acts that a webhook is told of, as they are stored; none for all.
 *
 * @throws when they do not parse: all acts would be too many
 */
export function readActions(stored: unknown): AuditAction[] {
  return Actions.parse(stored);
}
