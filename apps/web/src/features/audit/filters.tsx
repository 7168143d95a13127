import { AuditOutcome } from '@rollcall/shared/contract/audit.ts';
import { allAuditActions, type AuditAction, auditActions } from '@rollcall/shared/contract/audit-actions.ts';
import { X } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Button } from '../../ui/button.tsx';
import styles from './filters.module.css';
import { outcomeWords } from './outcome-badge.tsx';
import type { AuditFilter } from './filter.ts';
import { TypedFilter } from './typed-filter.tsx';

interface FiltersProps {
  filter: AuditFilter;
  onChange: (changes: AuditFilter) => void;
  onClear: () => void;
}

/** What to look for. Choices count at once, texts when one leaves them or presses Enter. */
export function Filters({ filter, onChange, onClear }: FiltersProps) {
  const { actor, target, action, outcome, from, to, request } = filter;
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return (
    <section className={styles.filters} aria-label="Filter the events">
      <TypedFilter
        label="Person"
        hint="Name or id"
        value={actor}
        onChange={(text) => onChange({ actor: text })}
      />
      <TypedFilter
        label="Target"
        hint="Name or id"
        value={target}
        onChange={(text) => onChange({ target: text })}
      />
      <Choice
        label="Action"
        value={action ?? ''}
        onChange={(chosen) => onChange({ action: allAuditActions.find((known) => known === chosen) })}
      >
        <option value="">Any</option>
        {allAuditActions.map((name) => (
          <option key={name} value={name}>
            {actionLabel(name)}
          </option>
        ))}
      </Choice>
      <Choice
        label="Outcome"
        value={outcome ?? ''}
        onChange={(chosen) => onChange({ outcome: AuditOutcome.safeParse(chosen).data })}
      >
        <option value="">Any</option>
        {AuditOutcome.options.map((name) => (
          <option key={name} value={name}>
            {outcomeWords[name].label}
          </option>
        ))}
      </Choice>
      <Day label="From" value={from} max={to} onChange={(day) => onChange({ from: day })} />
      <Day label="To" value={to} min={from} onChange={(day) => onChange({ to: day })} />
      <TypedFilter
        label="Request"
        hint="Request id"
        value={request}
        onChange={(text) => onChange({ request: text })}
      />
      {isFiltered && (
        <Button variant="quiet" icon={<X aria-hidden />} onPress={onClear}>
          Clear
        </Button>
      )}
    </section>
  );
}

/** “Set a password for”: what was done, without to whom. */
function actionLabel(name: AuditAction): string {
  const words = auditActions[name].replace('…', '').replace('  ', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

interface ChoiceProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
}

function Choice({ label, value, onChange, children }: ChoiceProps) {
  const id = useId();
  return (
    <div className={styles.filter}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className={styles.input}
        value={value}
        data-set={value === '' ? undefined : ''}
        onChange={(event) => onChange(event.target.value)}
      >
        {children}
      </select>
    </div>
  );
}

interface DayProps {
  label: string;
  value: string | undefined;
  min?: string | undefined;
  max?: string | undefined;
  onChange: (day: string | undefined) => void;
}

function Day({ label, value = '', onChange, ...bounds }: DayProps) {
  const id = useId();
  return (
    <div className={styles.filter}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        className={styles.input}
        value={value}
        data-set={value === '' ? undefined : ''}
        {...bounds}
        onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
      />
    </div>
  );
}
