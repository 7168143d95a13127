import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { ToastRegion } from '../ui/toast.tsx';
import type { createAppRouter } from './router.tsx';
import { SessionGuard } from './session-guard.tsx';

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
        <ToastRegion />
      </QueryClientProvider>
    </I18nProvider>
  );
}
