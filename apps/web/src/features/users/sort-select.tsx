import { isSortable } from '@rollcall/shared/access/masked-search.ts';
import { useMe } from '../../api/me.ts';
import styles from './sort-select.module.css';
import { sortChoices } from './sorting.ts';

/** The choice of order for a phone, where there are no table heads to press. */
export function SortSelect({ sort, onChange }: { sort: string; onChange: (sort: string) => void }) {
  const { masked } = useMe();
  const choices = sortChoices.filter((choice) => isSortable(masked, choice.sort.split(':')[0] ?? ''));
  const isKnown = choices.some((choice) => choice.sort === sort);
  return (
    <div className={styles.sort}>
      <select
        className={styles.select}
        aria-label="Sort by"
        value={sort}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      >
        {!isKnown && <option value={sort}>{sort}</option>}
        {choices.map((choice) => (
          <option key={choice.sort} value={choice.sort}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}
