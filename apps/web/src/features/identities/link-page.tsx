import { identitiesRows } from '@rollcall/shared/contract/identities.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useMay } from '../../api/me.ts';
import { userQuery } from '../../api/user.ts';
import { Why } from '../../ui/why.tsx';
import { ChooseUser } from './choose-user.tsx';
import { CompareUsers } from './compare-users.tsx';
import styles from './link.module.css';

const route = getRouteApi('/shell/users/$userId');
const linkRoute = getRouteApi('/shell/users/$userId/identities/link');

/** Linking another user to this one, in two steps: who it is, and what that means. */
export function LinkPage() {
  const { userId } = route.useParams();
  const { with: secondId } = linkRoute.useSearch();
  const { data: answer } = useSuspenseQuery(userQuery(userId));
  const may = useMay(identitiesRows.linkIdentity, [], answer.data);
  return (
    <div className={styles.page}>
      <Link to="/users/$userId/identities" params={{ userId }} className={styles.back}>
        <ArrowLeft aria-hidden />
        Identities
      </Link>
      <h2 className={styles.title}>
        Link another user to <bdi>{displayName(answer.data)}</bdi>
      </h2>
      {!may.allowed && <Why sentence={may.sentence} />}
      {may.allowed && secondId === undefined && <ChooseUser user={answer.data} />}
      {may.allowed && secondId !== undefined && (
        <CompareUsers key={secondId} answer={answer} secondId={secondId} />
      )}
    </div>
  );
}
