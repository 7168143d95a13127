import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  type RouteComponent,
  RouterProvider,
} from '@tanstack/react-router';
import { configure, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Suspense } from 'react';
import { vi } from 'vitest';
import { ToastRegion } from '../ui/toast-region.tsx';

// A busy machine takes its time; a second is not enough for what comes over the router and the cache.
configure({ asyncUtilTimeout: 5000 });

/**
 * Renders a page or tab of one user at its address, with nothing of the app around it but what a
 * page counts on: the cache, the router and its addresses, and toasts.
 */
export function renderUserPage(userId: string, Page: RouteComponent, Tab?: RouteComponent) {
  // jsdom has none of these; dialogs, the router and what looks different on a phone count on them.
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal('scrollTo', () => undefined);
  const queryClient = new QueryClient({
    defaultOptions: { queries: { retry: false }, mutations: { retry: false } },
  });
  const root = createRootRoute();
  const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Outlet });
  const users = createRoute({
    getParentRoute: () => shell,
    path: '/users',
    component: () => <h1>All users</h1>,
  });
  const user = createRoute({ getParentRoute: () => shell, path: '/users/$userId', component: Page });
  const tabs = ['/', '/metadata', '/credentials', '/identities', '/profile', '/history', '/raw'].map((path) =>
    createRoute({
      getParentRoute: () => user,
      path,
      component: path === '/profile' && Tab !== undefined ? Tab : () => <p>Another tab</p>,
    }),
  );
  const router = createRouter({
    routeTree: root.addChildren([shell.addChildren([users, user.addChildren(tabs)])]),
    history: createMemoryHistory({ initialEntries: [`/users/${encodeURIComponent(userId)}/profile`] }),
  });
  render(
    <QueryClientProvider client={queryClient}>
      <Suspense>
        <RouterProvider<typeof router> router={router} />
      </Suspense>
      <ToastRegion />
    </QueryClientProvider>,
  );
  return { queryClient, router, person: userEvent.setup() };
}
