import { ListFilter } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { ExplainLine } from './explain-line.tsx';
import { LintList } from './lint-list.tsx';
import { PresetsMenu } from './presets-menu.tsx';
import styles from './query-tools.module.css';
import type { TypedSearch } from './use-typed-search.ts';

const Builder = lazy(async () => ({ default: (await import('./builder/builder.tsx')).Builder }));

/** What the search box does not need itself: searches by name, the builder, and what the text means. */
export function QueryTools({ search }: { search: TypedSearch }) {
  const [isBuilding, setIsBuilding] = useState(false);
  const { kind } = search.understood;
  const isExplained = kind !== 'all' && kind !== 'invalid';
  return (
    <>
      <div className={styles.buttons}>
        <Button
          icon={<ListFilter aria-hidden />}
          aria-expanded={isBuilding}
          onPress={() => {
            setIsBuilding(!isBuilding);
          }}
        >
          Filters
        </Button>
        <PresetsMenu search={search} />
      </div>
      {(isExplained || isBuilding) && (
        <div className={styles.panel}>
          {isExplained && <ExplainLine box={search.understood} />}
          {kind === 'lucene' && <LintList search={search} />}
          {isBuilding && (
            <Suspense>
              <Builder search={search} />
            </Suspense>
          )}
        </div>
      )}
    </>
  );
}
