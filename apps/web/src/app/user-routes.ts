import { UserId } from '@rollcall/shared/user/id.ts';
import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router';
import { readHistorySearch } from '../features/history/search-params.ts';
import { readLinkSearch } from '../features/identities/search-params.ts';
import { readOrganizationsSearch } from '../features/organizations/search-params.ts';
import { readProfileSearch } from '../features/profile/search-params.ts';
import { shell } from './root-routes.ts';

const user = createRoute({
  getParentRoute: () => shell,
  path: '/users/$userId',
  beforeLoad: ({ params }) => {
    if (!UserId.safeParse(params.userId).success) throw notFound();
  },
  loader: ({ context: { queryClient }, params }) => {
    // What a user is, is not for the first load of a list.
    void import('../api/user.ts').then(({ userQuery }) =>
      queryClient.prefetchQuery(userQuery(params.userId)),
    );
  },
  component: lazyRouteComponent(() => import('../features/profile/page.tsx'), 'UserPage'),
});

const overviewTab = createRoute({
  getParentRoute: () => user,
  path: '/',
  component: lazyRouteComponent(() => import('./overview-tab.tsx'), 'OverviewTab'),
});

const profileTab = createRoute({
  getParentRoute: () => user,
  path: '/profile',
  validateSearch: readProfileSearch,
  component: lazyRouteComponent(() => import('../features/profile/profile-tab.tsx'), 'ProfileTab'),
});

const metadataTab = createRoute({
  getParentRoute: () => user,
  path: '/metadata',
  component: lazyRouteComponent(() => import('../features/profile/metadata-tab.tsx'), 'MetadataTab'),
});

const credentialsTab = createRoute({
  getParentRoute: () => user,
  path: '/credentials',
  component: lazyRouteComponent(
    () => import('../features/credentials/credentials-tab.tsx'),
    'CredentialsTab',
  ),
});

const identitiesTab = createRoute({
  getParentRoute: () => user,
  path: '/identities',
  component: lazyRouteComponent(() => import('../features/identities/identities-tab.tsx'), 'IdentitiesTab'),
});

const linkIdentity = createRoute({
  getParentRoute: () => user,
  path: '/identities/link',
  validateSearch: readLinkSearch,
  component: lazyRouteComponent(() => import('../features/identities/link-page.tsx'), 'LinkPage'),
});

const rolesTab = createRoute({
  getParentRoute: () => user,
  path: '/roles',
  component: lazyRouteComponent(() => import('../features/roles/roles-tab.tsx'), 'RolesTab'),
});

const organizationsTab = createRoute({
  getParentRoute: () => user,
  path: '/organizations',
  validateSearch: readOrganizationsSearch,
  component: lazyRouteComponent(
    () => import('../features/organizations/organizations-tab.tsx'),
    'OrganizationsTab',
  ),
});

const sessionsTab = createRoute({
  getParentRoute: () => user,
  path: '/sessions',
  component: lazyRouteComponent(() => import('../features/sessions/sessions-tab.tsx'), 'SessionsTab'),
});

const mfaTab = createRoute({
  getParentRoute: () => user,
  path: '/mfa',
  component: lazyRouteComponent(() => import('../features/mfa/mfa-tab.tsx'), 'MfaTab'),
});

const historyTab = createRoute({
  getParentRoute: () => user,
  path: '/history',
  validateSearch: readHistorySearch,
  component: lazyRouteComponent(() => import('../features/history/history-tab.tsx'), 'HistoryTab'),
});

const rawTab = createRoute({
  getParentRoute: () => user,
  path: '/raw',
  component: lazyRouteComponent(() => import('../features/profile/raw-tab.tsx'), 'RawTab'),
});

/** The page of one user, with its tabs. */
export const userTree = user.addChildren([
  overviewTab,
  profileTab,
  metadataTab,
  credentialsTab,
  identitiesTab,
  linkIdentity,
  rolesTab,
  organizationsTab,
  sessionsTab,
  mfaTab,
  historyTab,
  rawTab,
]);
