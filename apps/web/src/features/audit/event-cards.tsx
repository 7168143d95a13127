import { EventDetails } from './event-details.tsx';
import { type EventsProps, EventToggle } from './event-table.tsx';
import styles from './events.module.css';
import { OutcomeBadge } from './outcome-badge.tsx';
import { Actor, Sentence } from './sentence.tsx';

/** The events as cards, for a phone. */
export function EventCards({ events, shown, onToggle, onFilter, onChange }: EventsProps) {
  return (
    <ul className={styles.cards} aria-label="Audit events">
      {events.map((event) => (
        <li key={event.id} data-shown={event.id === shown ? '' : undefined}>
          <div className={styles.card}>
            <p className={styles.said}>
              <strong>
                <Actor event={event} />
              </strong>{' '}
              <Sentence event={event} />
            </p>
            <div className={styles.meta}>
              <EventToggle event={event} isShown={event.id === shown} onToggle={onToggle} />
              <OutcomeBadge outcome={event.outcome} />
            </div>
          </div>
          {event.id === shown && <EventDetails event={event} onFilter={onFilter} onChange={onChange} />}
        </li>
      ))}
    </ul>
  );
}
