import { SessionGuard } from './session-guard.tsx';
import { StepUpGuard } from './step-up-guard.tsx';

/** What watches over the sign-in while a page is open. */
export function Guards() {
  return (
    <>
      <SessionGuard />
      <StepUpGuard />
    </>
  );
}
