import type { ErrorComponentProps } from '@tanstack/react-router';
import { useRouter } from '@tanstack/react-router';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import styles from './failure.module.css';

/** What is shown in place of a page that failed. */
export function Failure({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <div className={styles.failure}>
      <ProblemNotice
        error={error}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </div>
  );
}

/** What is shown where there is no page. */
export function NotFound() {
  return (
    <EmptyState title="There is no such page" action={<ButtonLink to="/users">Go to the users</ButtonLink>}>
      The address may be mistyped. A user_id looks like <code>auth0|5f7c8ec7c33c6c004bbafe82</code>.
    </EmptyState>
  );
}
