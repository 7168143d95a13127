import type { AuditEvent } from '@rollcall/shared/contract/audit.ts';
import { auditActions } from '@rollcall/shared/contract/audit-actions.ts';
import { UserId } from '@rollcall/shared/user/id.ts';
import { Link } from '@tanstack/react-router';
import { useMe } from '../../api/me.ts';
import styles from './events.module.css';

/**
 * What was done, as the rest of a sentence that begins with the person: “changed Ada Lovelace”. What was
 * not done is not told as if it were.
 */
export function Sentence({ event }: { event: Pick<AuditEvent, 'action' | 'target' | 'outcome'> }) {
  const [before, after] = auditActions[event.action].split('…');
  const not = undone[event.outcome];
  return (
    <span>
      {not !== undefined && <span className={styles.undone}>{not}: </span>}
      {before}
      {after !== undefined && <Target target={event.target} />}
      {after}
    </span>
  );
}

const undone: Partial<Record<AuditEvent['outcome'], string>> = {
  denied: 'refused',
  failed: 'failed',
  unknown: 'perhaps',
  begun: 'begun',
};

/** What it was done to, as a link where there is a page about it that one may open. */
function Target({ target }: Pick<AuditEvent, 'target'>) {
  const { permissions } = useMe();
  if (target === null) return 'something';
  const { kind, id } = target;
  const name = <bdi>{target.name ?? (kind === 'audit' ? `event ${id}` : id)}</bdi>;
  const look = { className: styles.targetLink, title: id };
  if (kind === 'user' && UserId.safeParse(id).success) {
    return (
      <Link to="/users/$userId" params={{ userId: id }} {...look}>
        {name}
      </Link>
    );
  }
  if (kind === 'team_member' && permissions.includes('team:manage')) {
    return (
      <Link to="/team/$memberId" params={{ memberId: id }} {...look}>
        {name}
      </Link>
    );
  }
  if (kind === 'team_role' && permissions.includes('team:manage')) {
    return (
      <Link to="/team/roles/$roleId" params={{ roleId: id }} {...look}>
        {name}
      </Link>
    );
  }
  if (kind === 'webhook' && permissions.includes('webhooks:manage')) {
    return (
      <Link to="/webhooks/$webhookId" params={{ webhookId: id }} {...look}>
        {name}
      </Link>
    );
  }
  return <span className={styles.target}>{name}</span>;
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
