import type { AuditEvent } from '@rollcall/shared/contract/audit.ts';
import { ChevronRight } from 'lucide-react';
import { Fragment } from 'react';
import { CopyButton } from '../../ui/copy-text.tsx';
import { PlainTime } from '../../ui/plain-time.tsx';
import { EventDetails } from './event-details.tsx';
import styles from './events.module.css';
import { OutcomeBadge } from './outcome-badge.tsx';
import type { AuditFilter } from './filter.ts';
import { Actor, Sentence } from './sentence.tsx';

/** Events, and which of them is shown with its details. */
export interface EventsProps {
  events: readonly AuditEvent[];
  /** The id of the event whose details are shown. */
  shown: number | undefined;
  onToggle: (id: number) => void;
  onFilter: (filter: AuditFilter) => void;
  /** Something was done to an event: there is a new one. */
  onChange: () => void;
}

/** The events as a table; a row opens to its details. */
export function EventTable({ events, shown, onToggle, onFilter, onChange }: EventsProps) {
  return (
    <div className={styles.list}>
      <table className={styles.table} aria-label="Audit events">
        <thead>
          <tr>
            <th scope="col" data-column="time">
              Time
            </th>
            <th scope="col" data-column="person">
              Person
            </th>
            <th scope="col">What was done</th>
            <th scope="col" data-column="outcome">
              Outcome
            </th>
            <th scope="col" data-column="reason">
              Reason
            </th>
            <th scope="col" data-column="request">
              Request
            </th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <Fragment key={event.id}>
              <Row event={event} isShown={event.id === shown} onToggle={onToggle} />
              {event.id === shown && (
                <tr className={styles.opened}>
                  <td colSpan={6}>
                    <EventDetails event={event} onFilter={onFilter} onChange={onChange} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({
  event,
  isShown,
  onToggle,
}: { event: AuditEvent; isShown: boolean } & Pick<EventsProps, 'onToggle'>) {
  return (
    <tr className={styles.row} data-shown={isShown ? '' : undefined}>
      <td data-column="time">
        <EventToggle event={event} isShown={isShown} onToggle={onToggle} />
      </td>
      <td data-column="person">
        <Actor event={event} />
      </td>
      <td>
        <Sentence event={event} />
      </td>
      <td data-column="outcome">
        <OutcomeBadge outcome={event.outcome} />
      </td>
      <td data-column="reason" title={event.reason}>
        {event.reason === undefined ? <span aria-label="no reason">—</span> : <bdi>{event.reason}</bdi>}
      </td>
      <td data-column="request">
        <span className={styles.request}>
          <code title={event.requestId}>{event.requestId.slice(0, 8)}</code>
          <CopyButton text={event.requestId} label="request id" />
        </span>
      </td>
    </tr>
  );
}

/** When it was; the button covers the row, or the card, that it stands in. */
export function EventToggle({
  event,
  isShown,
  onToggle,
}: { event: AuditEvent; isShown: boolean } & Pick<EventsProps, 'onToggle'>) {
  return (
    <button
      type="button"
      className={styles.toggle}
      aria-expanded={isShown}
      onClick={() => onToggle(event.id)}
    >
      <ChevronRight aria-hidden />
      <PlainTime iso={event.at} />
    </button>
  );
}
