import type { AuditEvent } from '@rollcall/shared/contract/audit.ts';
import { auditActions } from '@rollcall/shared/contract/audit-actions.ts';
import { UserId } from '@rollcall/shared/user/id.ts';
import { Link } from '@tanstack/react-router';
import styles from './events.module.css';

/** What was done, as the rest of a sentence that begins with the person: “changed Ada Lovelace”. */
export function Sentence({ event }: { event: Pick<AuditEvent, 'action' | 'target' | 'reverts'> }) {
  const [before, after] = auditActions[event.action].split('…');
  return (
    <span>
      {before}
      {after !== undefined && <Target target={event.target} />}
      {after}
    </span>
  );
}

function Target({ target }: Pick<AuditEvent, 'target'>) {
  if (target === null) return 'something';
  const name = <bdi>{target.name ?? (target.kind === 'audit' ? `event ${target.id}` : target.id)}</bdi>;
  if (target.kind !== 'user' || !UserId.safeParse(target.id).success) {
    return <span className={styles.target}>{name}</span>;
  }
  return (
    <Link to="/users/$userId" params={{ userId: target.id }} className={styles.targetLink} title={target.id}>
      {name}
    </Link>
  );
}

/** Who did it; Rollcall itself where nobody did. */
export function Actor({ event }: { event: Pick<AuditEvent, 'actor' | 'viewingAs'> }) {
  if (event.actor === null) return <span className={styles.nobody}>Nobody in the team</span>;
  return (
    <span title={event.actor.id}>
      <bdi>{event.actor.name}</bdi>
      {event.viewingAs !== undefined && (
        <span className={styles.nobody}>
          {' '}
          as <bdi>{event.viewingAs}</bdi>
        </span>
      )}
    </span>
  );
}
