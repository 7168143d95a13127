import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import type { createAppRouter } from './router.tsx';
import { SessionGuard } from './session-guard.tsx';
import { StepUpGuard } from './step-up-guard.tsx';

// Nothing can be toasted before there is a page to act on.
const ToastRegion = lazy(async () => ({ default: (await import('../ui/toast-region.tsx')).ToastRegion }));

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
        <SessionGuard />
        <StepUpGuard />
        <Suspense>
          <ToastRegion />
        </Suspense>
      </QueryClientProvider>
    </I18nProvider>
  );
}
