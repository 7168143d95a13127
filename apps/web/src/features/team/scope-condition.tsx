import { Trash2 } from 'lucide-react';
import { IconButton } from '../../ui/icon-button.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { type ConditionDraft, faultsOf } from './scope-draft.ts';
import styles from './scope-editor.module.css';
import { ScopeValues } from './scope-values.tsx';

interface ScopeConditionProps {
  condition: ConditionDraft;
  label: string;
  onChange: (condition: ConditionDraft) => void;
  onRemove: (() => void) | undefined;
}

const subjects = [
  { id: 'connection', label: 'Connection', description: 'Of any of their identities.' },
  { id: 'domain', label: 'E-mail domain', description: 'Of a verified address.' },
  { id: 'metadata', label: 'app_metadata', description: 'A value at a path.' },
] as const;

const operators = [
  { id: 'is', label: 'is' },
  { id: 'not is', label: 'is not' },
  { id: 'in', label: 'is one of' },
  { id: 'not in', label: 'is none of' },
  { id: 'set', label: 'is set' },
  { id: 'not set', label: 'is not set' },
] as const;

/** One condition: what is looked at, how it is compared, and with what. */
export function ScopeCondition({ condition, label, onChange, onRemove }: ScopeConditionProps) {
  const { subject, path, operator, isNegated } = condition;
  // An empty field is not told off before it was touched; that it is missing is said below.
  const fault = path === '' ? undefined : faultsOf(condition).path;
  return (
    <fieldset className={styles.condition} data-subject={subject} aria-label={label}>
      <Select
        label="Field"
        options={subjects}
        selectedKey={subject}
        onSelectionChange={(next) => {
          if (next !== subject) onChange({ ...condition, subject: next, valueType: 'text', values: [] });
        }}
      />
      {subject === 'metadata' && (
        <TextField
          label="Path"
          mono
          placeholder="region"
          value={path}
          onChange={(next) => {
            onChange({ ...condition, path: next.trim().replace(/^app_metadata\./, '') });
          }}
          errorMessage={fault}
          autoComplete="off"
          spellCheck="false"
        />
      )}
      <Select
        label="Comparison"
        options={operators}
        selectedKey={`${isNegated ? 'not ' : ''}${operator}` as const}
        onSelectionChange={(choice) => {
          const next = operators.find(({ id }) => id === choice)?.id ?? 'is';
          const plain = next.endsWith('in') ? 'in' : next.endsWith('set') ? 'set' : 'is';
          const values = plain === 'is' ? condition.values.slice(0, 1) : condition.values;
          onChange({ ...condition, operator: plain, isNegated: next.startsWith('not'), values });
        }}
      />
      {operator !== 'set' && <ScopeValues condition={condition} onChange={onChange} />}
      {onRemove !== undefined && (
        <div className={styles.remove}>
          <IconButton
            label={`Remove ${label.toLowerCase()}`}
            icon={<Trash2 aria-hidden />}
            onPress={onRemove}
          />
        </div>
      )}
    </fieldset>
  );
}
