import { type Membership, organizationsRows } from '@rollcall/shared/contract/organizations.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { Trash2, UserCog } from 'lucide-react';
import { useId } from 'react';
import { useMay } from '../../api/me.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import styles from './organizations.module.css';
import { organizationName } from './words.ts';

interface MembershipCardProps {
  user: UserDetail;
  membership: Membership;
  onRoles: () => void;
  onRemove: () => void;
}

/** One membership, with the roles that count there, and what can be done about it. */
export function MembershipCard({ user, membership, onRoles, onRemove }: MembershipCardProps) {
  const titleId = useId();
  const { organization, roles } = membership;
  const mayRoles = useMay(organizationsRows.setOrganizationRoles, ['roles'], user);
  const mayRemove = useMay(organizationsRows.removeUserFromOrganization, [], user);
  return (
    <section className={styles.card} aria-labelledby={titleId}>
      <h3 id={titleId} className={styles.name}>
        <bdi>{organizationName(organization)}</bdi>
      </h3>
      <p className={styles.line}>
        <code>{organization.name}</code>
        <CopyText text={organization.id} label="organization id" />
      </p>
      <div className={styles.roles}>
        {roles === null && (
          <span className={styles.text}>
            Roles cannot be read: Rollcall&rsquo;s token lacks read:organization_member_roles.
          </span>
        )}
        {roles?.length === 0 && <span className={styles.text}>No roles there</span>}
        {roles?.map(({ id, name }) => (
          <Badge key={id}>{name}</Badge>
        ))}
      </div>
      {(mayRoles.allowed || mayRemove.allowed) && (
        <div className={styles.buttons}>
          {mayRoles.allowed && roles !== null && (
            <Button size="small" icon={<UserCog aria-hidden />} onPress={onRoles}>
              Change roles
            </Button>
          )}
          {mayRemove.allowed && (
            <Button size="small" icon={<Trash2 aria-hidden />} onPress={onRemove}>
              Remove
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
