import { isProblem } from '../../lib/problem-error.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import styles from './page.module.css';
import type { ListSearch } from './search-params.ts';

interface ListFailureProps {
  error: Error;
  search: ListSearch;
  onRetry: () => void;
}

/** Why there is no list, and what can be done about it. What was there before stays under it. */
export function ListFailure({ error, search, onRetry }: ListFailureProps) {
  if (isProblem(error, 'page_out_of_reach')) {
    return (
      <EmptyState
        title="This page is out of reach"
        action={
          <ButtonLink to="/users" search={{ ...search, page: 0 }}>
            Go to the first page
          </ButtonLink>
        }
      >
        {error.problem.detail}
      </EmptyState>
    );
  }
  return (
    <div className={styles.notice}>
      <ProblemNotice error={error} onRetry={onRetry} />
    </div>
  );
}
