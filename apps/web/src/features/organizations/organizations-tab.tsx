import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { userQuery } from '../../api/user.ts';
import { InvitationsSection } from './invitations-section.tsx';
import { MembershipsSection } from './memberships-section.tsx';
import styles from './organizations.module.css';

const route = getRouteApi('/shell/users/$userId');

/** The organizations that the user belongs to, and those that they are invited to. */
export function OrganizationsTab() {
  const { userId } = route.useParams();
  const { data: answer } = useSuspenseQuery(userQuery(userId));
  return (
    <div className={styles.tab}>
      <MembershipsSection user={answer.data} />
      <InvitationsSection user={answer.data} />
    </div>
  );
}
