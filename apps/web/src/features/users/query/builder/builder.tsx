import { nextKey } from '@rollcall/shared/query/builder.ts';
import { useState } from 'react';
import { Button } from '../../../../ui/button.tsx';
import styles from './builder.module.css';
import { added, emptyCondition, grouped, replaced } from './changes.ts';
import { useFieldOptions } from './fields.ts';
import { type BuilderActs, GroupBox } from './group-box.tsx';
import { type BuiltSearch, useBuilder } from './use-builder.ts';

/** The search as rows and groups, for those who do not write Lucene. Both say the same at any time. */
export function Builder({ search }: { search: BuiltSearch }) {
  const { root, change, isReadable } = useBuilder(search);
  const options = useFieldOptions();
  const [newest, setNewest] = useState<number>();
  if (!isReadable) {
    return (
      <p className={styles.unreadable}>
        The search cannot be read as it stands. Correct or clear it, and its filters are shown here again.
      </p>
    );
  }
  const acts: BuilderActs = {
    newest,
    replace: (key, by) => {
      const [first] = by;
      if (key !== root.key) change(replaced(root, key, () => by));
      else if (first?.kind === 'group') change(first);
    },
    addCondition: (groupKey) => {
      const key = nextKey(root);
      setNewest(key);
      change(added(root, groupKey, emptyCondition(key)));
    },
    addGroup: (groupKey) => {
      const key = nextKey(root);
      setNewest(key + 1);
      change(added(root, groupKey, { kind: 'group', key, mode: 'any', parts: [emptyCondition(key + 1)] }));
    },
    group: (key) => {
      change(grouped(root, key));
    },
  };
  return (
    <section className={styles.builder} aria-label="Filters">
      <GroupBox group={root} options={options} acts={acts}>
        <span className={styles.send}>
          {root.parts.length > 0 && (
            <Button
              size="small"
              variant="quiet"
              onPress={() => {
                change({ ...root, mode: 'all', parts: [] });
                search.submit('');
              }}
            >
              Clear
            </Button>
          )}
          <Button
            size="small"
            variant={search.isWaitingForEnter ? 'primary' : 'secondary'}
            onPress={() => {
              search.submit(search.text);
            }}
          >
            Apply
          </Button>
        </span>
      </GroupBox>
    </section>
  );
}
