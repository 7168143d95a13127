import { RotateCw } from 'lucide-react';
import { ProblemError, Unreachable } from '../lib/problem-error.ts';
import { Button } from './button.tsx';
import { CopyText } from './copy-text.tsx';
import { Notice } from './notice.tsx';
import styles from './problem-notice.module.css';
import { problemWords } from './problem-words.ts';

export interface ProblemNoticeProps {
  error: unknown;
  onRetry?: (() => void) | undefined;
}

/**
 * A failed call in words: what happened, what to do, and the request id for whoever looks into it.
 * Nothing for a lost session: that is told by a dialog over every page, or by the sign-in page.
 */
export function ProblemNotice({ error, onRetry }: ProblemNoticeProps) {
  if (!(error instanceof ProblemError)) return <UnknownNotice error={error} onRetry={onRetry} />;
  const { problem } = error;
  if (problem.code === 'not_signed_in') return null;
  const { tone, title, wayOut, canRetry } = problemWords[problem.code];
  // A detail that only repeats the title tells nothing.
  const said = problem.detail === `${problem.title}.` ? '' : problem.detail;
  const canTryAgain = onRetry !== undefined && canRetry === true;
  return (
    <Notice tone={tone} title={title} action={canTryAgain ? <RetryButton onRetry={onRetry} /> : undefined}>
      <p>
        {said} {wayOut?.(problem)}
      </p>
      {problem.errors !== undefined && problem.errors.length > 0 && (
        <ul className={styles.errors}>
          {problem.errors.map(({ field, detail }) => (
            <li key={field + detail}>
              <code>{field}</code>: {detail}
            </li>
          ))}
        </ul>
      )}
      <p className={styles.meta}>
        Request <CopyText text={problem.requestId} label="request id" />
      </p>
    </Notice>
  );
}

function UnknownNotice({ error, onRetry }: ProblemNoticeProps) {
  const action = onRetry === undefined ? undefined : <RetryButton onRetry={onRetry} />;
  if (error instanceof Unreachable) {
    return (
      <Notice tone="amber" title="Rollcall cannot be reached" action={action}>
        Check your connection to the network. What you typed stays on this page.
      </Notice>
    );
  }
  if (isOutdated(error)) {
    return (
      <Notice tone="amber" title="Rollcall has been updated">
        A part of this page is not there any more. Reload the page to go on.
      </Notice>
    );
  }
  return (
    <Notice tone="red" title="This page failed" action={action}>
      {error instanceof Error ? error.message : 'For a reason that is not known.'} Reload the page to go on.
    </Notice>
  );
}

/** A script of an earlier version is gone after an update; each browser says so in its own words. */
function isOutdated(error: unknown): boolean {
  return (
    error instanceof TypeError &&
    /dynamically imported module|Importing a module script failed/.test(error.message)
  );
}

function RetryButton({ onRetry }: { onRetry: () => void }) {
  return (
    <Button size="small" icon={<RotateCw aria-hidden />} onPress={onRetry}>
      Try again
    </Button>
  );
}
