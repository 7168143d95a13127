import { maskOver } from '@rollcall/shared/access/decision.ts';
import type { historyRows } from '@rollcall/shared/contract/history.ts';
import type { HandlersOf } from '../../http/handler.ts';
import type { TenantLogEvents } from '../../management/log-events.ts';
import { listUserLogs } from './list-user-logs.ts';
import { shownLogEvent } from './shown-log-event.ts';

/** What the tenant's log tells of one user. */
export function historyHandlers(logEvents: TenantLogEvents): HandlersOf<typeof historyRows> {
  return {
    listUserLogs: async ({ member, user, query }) => {
      const mask = maskOver(member.grants, user);
      const { logs, ...rest } = await listUserLogs(logEvents, user.user_id, query);
      return { ...rest, logs: logs.map((event) => shownLogEvent(event, mask)) };
    },
  };
}
