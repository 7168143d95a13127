import { auditRows } from '@rollcall/shared/contract/audit.ts';
import { auditActions } from '@rollcall/shared/contract/audit-actions.ts';
import { historyRows } from '@rollcall/shared/contract/history.ts';
import { logEventType } from '@rollcall/shared/user/log-events.ts';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMay } from '../../api/me.ts';
import { userQuery } from '../../api/user.ts';
import { PlainTime } from '../../ui/plain-time.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './overview.module.css';
import { fewEvents, recentActsQuery, recentLogsQuery } from './queries.ts';

/** The last things that happened to a user, as far as one may see them. */
export function Recent({ userId }: { userId: string }) {
  const { data: user } = useSuspenseQuery(userQuery(userId));
  const mayLogs = useMay(historyRows.listUserLogs, [], user.data);
  const mayActs = useMay(auditRows.listUserAuditEvents, [], user.data);
  const logs = useQuery({ ...recentLogsQuery(userId), enabled: mayLogs.allowed });
  const acts = useQuery({ ...recentActsQuery(userId), enabled: mayActs.allowed });
  const isLoading = (mayLogs.allowed && logs.isPending) || (mayActs.allowed && acts.isPending);
  const events = [
    ...(logs.data ?? []).map(({ log_id: id, date: at, type }) => ({
      id,
      at,
      words: logEventType(type).words,
    })),
    ...(acts.data ?? []).map(({ id, at, actor, action, outcome }) => ({
      id: `act-${id}`,
      at,
      words: `${actor?.name ?? 'Nobody in the team'} ${auditActions[action].replace('…', 'this user')}${
        outcome === 'done' ? '' : ` (${outcome})`
      }`,
    })),
  ]
    .toSorted((one, other) => (one.at < other.at ? 1 : -1))
    .slice(0, fewEvents);

  return (
    <section className={styles.card} aria-labelledby="overview-recent">
      <div className={styles.head}>
        <h2 id="overview-recent" className={styles.title}>
          Last events
        </h2>
        <Link to="/users/$userId/history" params={{ userId }} className={styles.link}>
          Whole history
        </Link>
      </div>
      {logs.error !== null && <ProblemNotice error={logs.error} onRetry={() => void logs.refetch()} />}
      {acts.error !== null && <ProblemNotice error={acts.error} onRetry={() => void acts.refetch()} />}
      {isLoading ? (
        <Skeleton height="120px" />
      ) : events.length === 0 ? (
        <p className={styles.note}>Nothing that is still kept.</p>
      ) : (
        <ol className={styles.events}>
          {events.map(({ id, at, words }) => (
            <li key={id}>
              <span>
                <bdi>{words}</bdi>
              </span>
              <span className={styles.note}>
                <PlainTime iso={at} />
              </span>
            </li>
          ))}
        </ol>
      )}
      {!mayLogs.allowed && <p className={styles.note}>Without the tenant’s log. {mayLogs.sentence}</p>}
      {!mayActs.allowed && (
        <p className={styles.note}>Without what was done in Rollcall. {mayActs.sentence}</p>
      )}
    </section>
  );
}
