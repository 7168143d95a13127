import { historyKinds } from '@rollcall/shared/user/log-events.ts';
import { X } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Button } from '../../ui/button.tsx';
import styles from './history.module.css';
import { kindWords, knownKind } from './kind-words.tsx';
import type { HistoryFilter } from './queries.ts';

interface FiltersProps {
  filter: HistoryFilter;
  onChange: (changes: HistoryFilter) => void;
  onClear: () => void;
}

/** What to look for in the history; each choice counts at once. */
export function Filters({ filter: { source, kind, from, to }, onChange, onClear }: FiltersProps) {
  const isFiltered = [source, kind, from, to].some((value) => value !== undefined);
  return (
    <section className={styles.filters} aria-label="Filter the history">
      <Labelled label="Source">
        {(id) => (
          <select
            id={id}
            value={source ?? ''}
            data-set={source}
            onChange={({ target: { value } }) =>
              onChange({ source: value === 'log' || value === 'rollcall' ? value : undefined })
            }
          >
            <option value="">Both</option>
            <option value="log">Log of the tenant</option>
            <option value="rollcall">Acts in Rollcall</option>
          </select>
        )}
      </Labelled>
      <Labelled label="Kind">
        {(id) => (
          <select
            id={id}
            value={kind ?? ''}
            data-set={kind}
            onChange={({ target: { value } }) => onChange({ kind: knownKind(value) })}
          >
            <option value="">Everything</option>
            {historyKinds.map((name) => (
              <option key={name} value={name}>
                {kindWords[name].label}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled label="From">
        {(id) => (
          <input
            id={id}
            type="date"
            value={from ?? ''}
            max={to}
            data-set={from}
            onChange={({ target: { value } }) => onChange({ from: value === '' ? undefined : value })}
          />
        )}
      </Labelled>
      <Labelled label="To">
        {(id) => (
          <input
            id={id}
            type="date"
            value={to ?? ''}
            min={from}
            data-set={to}
            onChange={({ target: { value } }) => onChange({ to: value === '' ? undefined : value })}
          />
        )}
      </Labelled>
      {isFiltered && (
        <Button size="small" variant="quiet" icon={<X aria-hidden />} onPress={onClear}>
          Clear the filter
        </Button>
      )}
    </section>
  );
}

function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className={styles.filter}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
