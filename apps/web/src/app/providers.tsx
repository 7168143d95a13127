import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import type { createAppRouter } from './router.tsx';

// Nothing can be toasted before there is a page to act on.
const ToastRegion = lazy(async () => ({ default: (await import('../ui/toast-region.tsx')).ToastRegion }));

// A session ends under a page, so there is one before.
const Guards = lazy(async () => ({ default: (await import('./guards.tsx')).Guards }));

interface ProvidersProps {
  queryClient: QueryClient;
  router: ReturnType<typeof createAppRouter>;
}

/** The app with all that stands around its pages. */
export function Providers({ queryClient, router }: ProvidersProps) {
  return (
    <I18nProvider locale="en-US">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Suspense>
          <Guards />
        </Suspense>
        <Suspense>
          <ToastRegion />
        </Suspense>
      </QueryClientProvider>
    </I18nProvider>
  );
}
