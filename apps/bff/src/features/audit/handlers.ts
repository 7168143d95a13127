import type { auditRows } from '@rollcall/shared/contract/audit.ts';
import type { HandlersOf } from '../../http/handler.ts';
import type { TeamMember } from '../../store/team.ts';
import { exportEvents } from './export-events.ts';
import type { EventFilter } from './find-events.ts';
import { listEvents } from './list-events.ts';
import { AuditReader } from './reader.ts';
import { type AuditDependencies, revertEvent } from './revert.ts';

/** How many users a page reads, for who may read the trail over certain users only. */
const mostUsers = 100;

/** What was done and by whom: read, exported, and undone by a new act. */
export function auditHandlers(dependencies: AuditDependencies): HandlersOf<typeof auditRows> {
  const { store, users } = dependencies;
  const list = (member: TeamMember, filter: EventFilter, limit: number) =>
    listEvents(store, new AuditReader(member, users, mostUsers), filter, limit);
  return {
    listAuditEvents: ({ member, query: { limit, ...filter } }) => list(member, filter, limit),
    listUserAuditEvents: ({ member, user, query: { limit, ...filter } }) =>
      list(member, { ...filter, userId: user.user_id }, limit),
    exportAuditEvents: (call) => exportEvents(store, users, call),
    revertAuditEvent: (call) => revertEvent(dependencies, call),
  };
}
