import { Link } from '@tanstack/react-router';
import { exactTime } from '../../lib/time.ts';
import { ChangeList } from '../../ui/change-list.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { leafChanges } from '../../ui/leaf-changes.ts';
import { problemWords } from '../../ui/problem-words.ts';
import { outcomeWords } from './entry-sentence.tsx';
import styles from './history.module.css';
import type { Entry } from './timeline.ts';

/** All that may be known of one entry. */
export function EntryDetails({ entry, userId }: { entry: Entry; userId: string }) {
  const changes = entry.source === 'rollcall' ? leafChanges(entry.event.changes) : [];
  return (
    <div className={styles.details}>
      <Facts isInline items={factsOf(entry)} />
      {changes.length > 0 && <ChangeList changes={changes} />}
      {entry.source === 'rollcall' && (
        <Link
          to="/audit"
          search={{
            target: userId,
            from: entry.at.slice(0, 10),
            to: entry.at.slice(0, 10),
            event: entry.event.id,
          }}
          className={styles.link}
        >
          Show in the audit trail{entry.event.revertible && ', where it can be reverted'}
        </Link>
      )}
    </div>
  );
}

function factsOf(entry: Entry): Fact[] {
  return (entry.source === 'log' ? logFacts(entry.event) : auditFacts(entry.event)).filter(
    (fact): fact is Fact => fact !== undefined,
  );
}

type Maybe = Fact | undefined;

function text(term: string, value: string | undefined): Maybe {
  return value === undefined || value === '' ? undefined : { term, value: <bdi>{value}</bdi> };
}

function logFacts(event: Extract<Entry, { source: 'log' }>['event']): Maybe[] {
  const { operation } = event;
  const place = [event.city, event.country].filter((part) => part !== undefined).join(', ');
  return [
    text('Time', exactTime(new Date(event.date))),
    { term: 'Log event type', value: <code>{event.type}</code> },
    text('Description', event.description),
    text('Connection', event.connection),
    text('Application', event.client_name ?? event.client_id),
    event.ip === undefined
      ? undefined
      : { term: 'IP address', value: <CopyText text={event.ip} label="IP address" /> },
    text('Place', place),
    text('Browser', event.user_agent),
    operation === undefined
      ? undefined
      : {
          term: 'Management API',
          value: (
            <code>
              {operation.method} {operation.path}
              {operation.status !== undefined && ` → ${operation.status}`}
            </code>
          ),
        },
    { term: 'log_id', value: <CopyText text={event.log_id} label="log_id" /> },
  ];
}

function auditFacts(event: Extract<Entry, { source: 'rollcall' }>['event']): Maybe[] {
  const why = event.problem === undefined ? '' : `: ${problemWords[event.problem].title}`;
  return [
    text('Time', exactTime(new Date(event.at))),
    text('Person', event.actor?.name ?? 'Nobody in the team'),
    text('Seeing Rollcall as', event.viewingAs),
    text('Outcome', `${outcomeWords[event.outcome]}${why}`),
    text('Missing', event.missing?.join(', ')),
    text('Reason', event.reason),
    { term: 'Request', value: <CopyText text={event.requestId} label="request id" /> },
  ];
}
