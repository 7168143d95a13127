import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { meQuery } from '../api/me.ts';
import { readSignInSearch } from '../features/account/search-params.ts';
import { isProblem } from '../lib/problem-error.ts';
import { Failure, NotFound } from './failure.tsx';
import { announceSignedIn } from './session.ts';
import { Shell } from './shell.tsx';

/** What is under every address. */
export const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  notFoundComponent: NotFound,
});

/** The one page for those who are not signed in. */
export const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: readSignInSearch,
  component: lazyRouteComponent(() => import('../features/account/page.tsx'), 'SignInPage'),
});

/** Everything for which one has to be signed in. */
export const shell = createRoute({
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
