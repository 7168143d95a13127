import { auditActions } from '@rollcall/shared/contract/audit-actions.ts';
import { logEventType } from '@rollcall/shared/user/log-events.ts';
import styles from './history.module.css';
import type { Entry } from './timeline.ts';

/** What happened, in one sentence. */
export function EntrySentence({ entry }: { entry: Entry }) {
  if (entry.source === 'log') {
    const { type, client_name: application, ip } = entry.event;
    const where = [application, ip].filter((part) => part !== undefined && part !== '').join(' · ');
    return (
      <>
        {logEventType(type).words}
        {where !== '' && (
          <span className={styles.where}>
            <bdi>{where}</bdi>
          </span>
        )}
      </>
    );
  }
  const { actor, action, outcome, viewingAs } = entry.event;
  const words = auditActions[action].replace('…', 'this user');
  const isDone = outcome === 'done';
  return (
    <>
      <strong>
        <bdi>{actor?.name ?? 'Nobody in the team'}</bdi>
        {viewingAs !== undefined && <> as {viewingAs}</>}
      </strong>{' '}
      {words}
      {!isDone && <span className={styles.where}>{outcomeWords[outcome]}</span>}
    </>
  );
}

/** How an act ended that was not simply done. */
export const outcomeWords = {
  done: 'Done',
  denied: 'Denied',
  failed: 'Failed',
  unknown: 'Not known whether it was done',
  begun: 'Begun, and its end was never written',
} as const;
