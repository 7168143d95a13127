import type { Permission } from '@rollcall/shared/access/permissions.ts';
import type { AuditEvent } from '@rollcall/shared/contract/audit.ts';
import { auditActions } from '@rollcall/shared/contract/audit-actions.ts';
import { UserId } from '@rollcall/shared/user/id.ts';
import { Link, linkOptions } from '@tanstack/react-router';
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
  const page = pageAbout(target, permissions);
  if (page === undefined) return <span className={styles.target}>{name}</span>;
  return (
    <Link {...page} className={styles.targetLink} title={id}>
      {name}
    </Link>
  );
}

/** The page about a target, where there is one that the reader may open. */
function pageAbout({ kind, id }: NonNullable<AuditEvent['target']>, permissions: readonly Permission[]) {
  if (kind === 'user' && UserId.safeParse(id).success)
    return linkOptions({ to: '/users/$userId', params: { userId: id } });
  if (kind === 'team_member' && permissions.includes('team:manage'))
    return linkOptions({ to: '/team/$memberId', params: { memberId: id } });
  if (kind === 'team_role' && permissions.includes('team:manage'))
    return linkOptions({ to: '/team/roles/$roleId', params: { roleId: id } });
  if (kind === 'webhook' && permissions.includes('webhooks:manage'))
    return linkOptions({ to: '/webhooks/$webhookId', params: { webhookId: id } });
  return undefined;
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
