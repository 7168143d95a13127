import { readSearchBox } from '@rollcall/shared/user/search-box.ts';
import type { QueryClient } from '@tanstack/react-query';
import {
  createBrowserHistory,
  createRoute,
  createRouter,
  lazyRouteComponent,
  parseSearchWith,
  redirect,
  type RouterHistory,
  stringifySearchWith,
  stripSearchParams,
} from '@tanstack/react-router';
import { allUsers, defaultView, searchOfView } from '../api/views.ts';
import { readAuditSearch } from '../features/audit/search-params.ts';
import { userListQuery } from '../features/users/queries.ts';
import { comesFromWalk } from '../features/users/walk/walk-search.ts';
import { defaultListSearch, readListSearch } from '../features/users/search-params.ts';
import { readWebhookSearch, readWebhooksSearch } from '../features/webhooks/search-params.ts';
import { Failure, NotFound } from './failure.tsx';
import { root, shell, signIn } from './root-routes.ts';
import { operationTree } from './operation-routes.ts';
import { teamTree } from './team-routes.ts';
import { userTree } from './user-routes.ts';

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
  beforeLoad: async ({ context: { queryClient }, location, cause }) => {
    if (location.searchStr !== '') return;
    // The page's own code comes meanwhile.
    void import('./users-list.tsx');
    const view = await defaultView(queryClient);
    if (view === undefined) return;
    // Who has cleared what they searched for sees all users, and sees them again after a reload.
    const search = cause === 'stay' ? { view: allUsers } : searchOfView(view);
    throw redirect({ to: '/users', search, replace: true });
  },
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) => {
    // Started beside the page's own code; the page shows how it goes.
    if (readSearchBox(deps.q).kind !== 'invalid' && !comesFromWalk(deps))
      void queryClient.prefetchQuery(userListQuery(deps));
  },
  component: lazyRouteComponent(() => import('./users-list.tsx'), 'UsersList'),
});

const newUser = createRoute({
  getParentRoute: () => shell,
  path: '/users/new',
  component: lazyRouteComponent(() => import('../features/users/create/create-page.tsx'), 'CreateUserPage'),
});

const findUsers = createRoute({
  getParentRoute: () => shell,
  path: '/users/find',
  component: lazyRouteComponent(() => import('../features/lookups/page.tsx'), 'FindPage'),
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

const routeTree = root.addChildren([
  signIn,
  shell.addChildren([
    index,
    users,
    newUser,
    findUsers,
    userTree,
    ...teamTree,
    ...operationTree,
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
