import { isProblem } from '../../lib/problem-error.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { passesByItself } from '../../ui/problem-words.ts';
import { DeletedUser } from './deleted-user.tsx';

interface UserFailureProps {
  userId: string;
  error: unknown;
  onRetry: () => void;
}

/** In place of a user that cannot be shown: why, and what to do. */
export function UserFailure({ userId, error, onRetry }: UserFailureProps) {
  const toList = (
    <ButtonLink to="/users" variant="primary">
      All users
    </ButtonLink>
  );
  if (isProblem(error, 'not_found')) {
    return (
      <>
        <EmptyState title="There is no such user, or it is outside what you may see" action={toList}>
          It may have been deleted, or linked to another user and live on as one of that user’s identities.
        </EmptyState>
        <DeletedUser userId={userId} />
      </>
    );
  }
  return (
    <>
      <ProblemNotice error={error} onRetry={onRetry} />
      {passesByItself(error) && <output>This page tries again by itself.</output>}
    </>
  );
}
