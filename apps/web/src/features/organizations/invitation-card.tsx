import { type Invitation, organizationsRows } from '@rollcall/shared/contract/organizations.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { Trash2 } from 'lucide-react';
import { useId } from 'react';
import { useMay } from '../../api/me.ts';
import { useNow } from '../../lib/now.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import styles from './organizations.module.css';
import { organizationName } from './words.ts';

interface InvitationCardProps {
  user: UserDetail;
  invitation: Invitation;
  onRevoke: () => void;
}

/** One invitation: by whom, since when, until when, with which roles. */
export function InvitationCard({ user, invitation, onRevoke }: InvitationCardProps) {
  const titleId = useId();
  const now = useNow();
  const mayRevoke = useMay(organizationsRows.revokeInvitation, [], user);
  const { organization, inviter, created_at: created, expires_at: expires, roles } = invitation;
  const isOver = Date.parse(expires) <= now;
  return (
    <section className={styles.card} aria-labelledby={titleId}>
      <div className={styles.line}>
        <h3 id={titleId} className={styles.name}>
          <bdi>{organizationName(organization)}</bdi>
        </h3>
        {isOver ? <Badge>Expired</Badge> : <Badge tone="blue">Pending</Badge>}
      </div>
      <p className={styles.text}>
        {inviter !== undefined && (
          <>
            By <bdi>{inviter}</bdi>,{' '}
          </>
        )}
        <RelativeTime iso={created} fallback="at an unknown time" />. {isOver ? 'It ended ' : 'It ends '}
        <RelativeTime iso={expires} fallback="at an unknown time" />.
      </p>
      {roles.length > 0 && (
        <div className={styles.roles}>
          {roles.map((role) => (
            <Badge key={role}>{role}</Badge>
          ))}
        </div>
      )}
      {mayRevoke.allowed && (
        <div className={styles.buttons}>
          <Button size="small" icon={<Trash2 aria-hidden />} onPress={onRevoke}>
            {isOver ? 'Delete' : 'Revoke'}
          </Button>
        </div>
      )}
    </section>
  );
}
