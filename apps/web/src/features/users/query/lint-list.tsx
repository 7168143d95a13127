import { lintQuery } from '@rollcall/shared/query/lint.ts';
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '../../../ui/button.tsx';
import styles from './lint-list.module.css';
import type { TypedSearch } from './use-typed-search.ts';

const icons = {
  error: <CircleAlert aria-label="Error" />,
  warning: <TriangleAlert aria-label="Warning" />,
  hint: <Info aria-label="Hint" />,
};
/** More would push the list out of sight. */
const most = 4;

/** What Auth0 forbids in the search, what makes it slow, and what it does not mean; each with a way out. */
export function LintList({ search }: { search: TypedSearch }) {
  const { text } = search;
  const advice = useMemo(() => lintQuery(text), [text]);
  if (advice.length === 0) return null;
  return (
    <ul className={styles.list} aria-label="About this search">
      {advice.slice(0, most).map(({ level, sentence, start, end, rewrite }) => (
        <li key={`${start} ${sentence}`} className={styles.advice} data-level={level}>
          {icons[level]}
          <p>
            <code>{text.slice(start, end)}</code> {sentence}
          </p>
          {rewrite !== undefined && (
            <Button
              size="small"
              onPress={() => {
                search.setText(rewrite.text);
              }}
            >
              <span className={styles.rewrite}>
                Use <code>{rewrite.part}</code> instead
              </span>
            </Button>
          )}
        </li>
      ))}
      {advice.length > most && <li className={styles.more}>And {advice.length - most} more.</li>}
    </ul>
  );
}
