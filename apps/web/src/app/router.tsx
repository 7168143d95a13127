import { UserId } from '@rollcall/shared/user/id.ts';
import { readSearchBox } from '@rollcall/shared/user/search-box.ts';
import type { QueryClient } from '@tanstack/react-query';
import {
  createBrowserHistory,
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  parseSearchWith,
  redirect,
  type RouterHistory,
  stringifySearchWith,
  stripSearchParams,
} from '@tanstack/react-router';
import { meQuery } from '../api/me.ts';
import { userQuery } from '../api/user.ts';
import { readSignInSearch } from '../features/account/search-params.ts';
import { readProfileSearch } from '../features/profile/search-params.ts';
import { readLinkSearch } from '../features/identities/search-params.ts';
import { readOrganizationsSearch } from '../features/organizations/search-params.ts';
import { readAuditSearch } from '../features/audit/search-params.ts';
import { readHistorySearch } from '../features/history/search-params.ts';
import { defaultTeamSearch, readNewRoleSearch, readTeamSearch } from '../features/team/search-params.ts';
import { userListQuery } from '../features/users/queries.ts';
import { defaultListSearch, readListSearch } from '../features/users/search-params.ts';
import { readWebhookSearch, readWebhooksSearch } from '../features/webhooks/search-params.ts';
import { isProblem } from '../lib/problem-error.ts';
import { Failure, NotFound } from './failure.tsx';
import { announceSignedIn } from './session.ts';
import { Shell } from './shell.tsx';

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: readSignInSearch,
  component: lazyRouteComponent(() => import('../features/account/page.tsx'), 'SignInPage'),
});

/** Everything for which one has to be signed in. */
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  errorComponent: Failure,
  staleTime: Infinity,
  loader: async ({ context: { queryClient } }) => {
    try {
      await queryClient.ensureQueryData(meQuery);
      announceSignedIn();
    } catch (error) {
      if (isProblem(error, 'not_a_team_member')) {
        throw redirect({ to: '/sign-in', search: { reason: 'not_a_team_member' } });
      }
      // The browser is on its way to the sign-in page; there is nothing to show meanwhile.
      if (isProblem(error, 'not_signed_in')) return new Promise<never>(() => undefined);
      throw error;
    }
  },
});

const index = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/users', replace: true });
  },
});

const users = createRoute({
  getParentRoute: () => shell,
  path: '/users',
  validateSearch: readListSearch,
  search: { middlewares: [stripSearchParams(defaultListSearch)] },
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) => {
    // Started beside the page's own code; the page shows how it goes.
    if (readSearchBox(deps.q).kind !== 'invalid') void queryClient.prefetchQuery(userListQuery(deps));
  },
  component: lazyRouteComponent(() => import('../features/users/page.tsx'), 'UsersPage'),
});

const newUser = createRoute({
  getParentRoute: () => shell,
  path: '/users/new',
  component: lazyRouteComponent(() => import('../features/users/create-page.tsx'), 'CreateUserPage'),
});

const user = createRoute({
  getParentRoute: () => shell,
  path: '/users/$userId',
  beforeLoad: ({ params }) => {
    if (!UserId.safeParse(params.userId).success) throw notFound();
  },
  loader: ({ context: { queryClient }, params }) => {
    void queryClient.prefetchQuery(userQuery(params.userId));
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

const audit = createRoute({
  getParentRoute: () => shell,
  path: '/audit',
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => import('../features/audit/page.tsx'), 'AuditPage'),
});

const webhooks = createRoute({
  getParentRoute: () => shell,
  path: '/webhooks',
  validateSearch: readWebhooksSearch,
  component: lazyRouteComponent(() => import('../features/webhooks/page.tsx'), 'WebhooksPage'),
});

const webhook = createRoute({
  getParentRoute: () => shell,
  path: '/webhooks/$webhookId',
  validateSearch: readWebhookSearch,
  component: lazyRouteComponent(() => import('../features/webhooks/webhook-page.tsx'), 'WebhookPage'),
});

const tokens = createRoute({
  getParentRoute: () => shell,
  path: '/tokens',
  component: lazyRouteComponent(() => import('../features/tokens/page.tsx'), 'TokensPage'),
});

const account = createRoute({
  getParentRoute: () => shell,
  path: '/account',
  component: lazyRouteComponent(() => import('../features/account/account-page.tsx'), 'AccountPage'),
});

const team = createRoute({
  getParentRoute: () => shell,
  path: '/team',
  validateSearch: readTeamSearch,
  search: { middlewares: [stripSearchParams(defaultTeamSearch)] },
  component: lazyRouteComponent(() => import('../features/team/members-page.tsx'), 'TeamPage'),
});

const invite = createRoute({
  getParentRoute: () => shell,
  path: '/team/invite',
  component: lazyRouteComponent(() => import('../features/team/invite-page.tsx'), 'InvitePage'),
});

const teamMember = createRoute({
  getParentRoute: () => shell,
  path: '/team/$memberId',
  component: lazyRouteComponent(() => import('../features/team/member-page.tsx'), 'MemberPage'),
});

const teamRoles = createRoute({
  getParentRoute: () => shell,
  path: '/team/roles',
  component: lazyRouteComponent(() => import('../features/team/roles-page.tsx'), 'RolesPage'),
});

const newTeamRole = createRoute({
  getParentRoute: () => shell,
  path: '/team/roles/new',
  validateSearch: readNewRoleSearch,
  component: lazyRouteComponent(() => import('../features/team/new-role-page.tsx'), 'NewRolePage'),
});

const teamRole = createRoute({
  getParentRoute: () => shell,
  path: '/team/roles/$roleId',
  component: lazyRouteComponent(() => import('../features/team/role-page.tsx'), 'RolePage'),
});

const teamSettings = createRoute({
  getParentRoute: () => shell,
  path: '/team/settings',
  component: lazyRouteComponent(() => import('../features/team/settings-page.tsx'), 'TeamSettingsPage'),
});

const teamTree = [team, invite, teamMember, teamRoles, newTeamRole, teamRole, teamSettings] as const;
const userTree = user.addChildren([
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
const routeTree = root.addChildren([
  signIn,
  shell.addChildren([
    index,
    users,
    newUser,
    userTree,
    ...teamTree,
    tokens,
    audit,
    webhooks,
    webhook,
    account,
  ]),
]);

/** The addresses of the app. Search parameters are plain text, so that an address can be read and typed. */
export function createAppRouter(queryClient: QueryClient, history: RouterHistory = createBrowserHistory()) {
  return createRouter({
    history,
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadDelay: 120,
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: Failure,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
    parseSearch: parseSearchWith((value) => value),
    stringifySearch: stringifySearchWith(String),
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
