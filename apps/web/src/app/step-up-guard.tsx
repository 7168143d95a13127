import { lazy, Suspense } from 'react';
import { useStepUp } from './step-up.ts';

const StepUpDialog = lazy(async () => ({ default: (await import('./step-up-dialog.tsx')).StepUpDialog }));

/** Asks for a fresh sign-in wherever something was refused for want of one. */
export function StepUpGuard() {
  const state = useStepUp();
  if (state === undefined) return null;
  return (
    <Suspense>
      <StepUpDialog state={state} />
    </Suspense>
  );
}
