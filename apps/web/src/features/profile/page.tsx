import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Outlet } from '@tanstack/react-router';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import { ArrowLeft } from 'lucide-react';
import { lastListSearch } from '../../api/last-list-search.ts';
import { userQuery } from '../../api/user.ts';
import { isProblem } from '../../lib/problem-error.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { TabLink, TabLinks } from '../../ui/tab-links.tsx';
import { UserFailure } from './failure.tsx';
import { UserHeader } from './header.tsx';
import styles from './page.module.css';
import { ScheduleBanner } from './schedule-banner.tsx';
import { UserSkeleton } from './page-skeleton.tsx';

const route = getRouteApi('/shell/users/$userId');

/** The frame of one user's pages: who it is, what can be done, and the tabs. */
export function UserPage() {
  const { userId } = route.useParams();
  const { data, error, refetch } = useQuery(userQuery(userId));
  const retry = () => void refetch();

  if (data === undefined || isProblem(error, 'not_found')) {
    return (
      <div className={styles.page}>
        <PageTitle>User</PageTitle>
        <BackToUsers />
        {error === null ? <UserSkeleton /> : <UserFailure userId={userId} error={error} onRetry={retry} />}
      </div>
    );
  }
  return (
    <div className={styles.page}>
      <PageTitle>{displayName(data.data)}</PageTitle>
      <BackToUsers />
      {error !== null && <ProblemNotice error={error} onRetry={retry} />}
      <UserHeader user={data.data} />
      <ScheduleBanner user={data.data} />
      <TabLinks label="User">
        <TabLink to="/users/$userId" params={{ userId }} activeOptions={{ exact: true }}>
          Overview
        </TabLink>
        <TabLink to="/users/$userId/profile" params={{ userId }}>
          Profile
        </TabLink>
        <TabLink to="/users/$userId/metadata" params={{ userId }}>
          Metadata
        </TabLink>
        <TabLink to="/users/$userId/credentials" params={{ userId }}>
          Credentials
        </TabLink>
        <TabLink to="/users/$userId/mfa" params={{ userId }}>
          MFA
        </TabLink>
        <TabLink to="/users/$userId/sessions" params={{ userId }}>
          Sessions
        </TabLink>
        <TabLink to="/users/$userId/identities" params={{ userId }}>
          Identities
        </TabLink>
        <TabLink to="/users/$userId/roles" params={{ userId }}>
          Roles and permissions
        </TabLink>
        <TabLink to="/users/$userId/organizations" params={{ userId }}>
          Organizations
        </TabLink>
        <TabLink to="/users/$userId/history" params={{ userId }}>
          History
        </TabLink>
        <TabLink to="/users/$userId/raw" params={{ userId }}>
          Raw JSON
        </TabLink>
      </TabLinks>
      <Outlet key={userId} />
    </div>
  );
}

function BackToUsers() {
  return (
    <Link to="/users" search={lastListSearch()} className={styles.back}>
      <ArrowLeft aria-hidden />
      Users
    </Link>
  );
}
