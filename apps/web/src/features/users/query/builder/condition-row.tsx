import { type Condition, isComplete } from '@rollcall/shared/query/builder.ts';
import { Group as GroupIcon, X } from 'lucide-react';
import { IconButton } from '../../../../ui/icon-button.tsx';
import styles from './builder.module.css';
import { withChoice, withField } from './changes.ts';
import { FieldBox } from './field-box.tsx';
import type { FieldOption } from './fields.ts';
import { choicesFor, isCurrent } from './operators.ts';
import { ValueInputs } from './value-inputs.tsx';

interface ConditionRowProps {
  condition: Condition;
  options: readonly FieldOption[];
  isNew: boolean;
  onChange: (condition: Condition) => void;
  onGroup: () => void;
  onRemove: () => void;
}

/** One row: a field, what is asked of it, and the value. */
export function ConditionRow({ condition, options, isNew, onChange, onGroup, onRemove }: ConditionRowProps) {
  const choices = choicesFor(condition);
  const current = choices.find((choice) => isCurrent(choice, condition));
  return (
    <fieldset className={styles.row} aria-label={nameOf(condition, current?.label)}>
      <FieldBox
        field={condition.field}
        options={options}
        isNew={isNew}
        onChange={(field) => {
          onChange(withField(condition, field));
        }}
      />
      <select
        className={styles.select}
        aria-label="Operator"
        value={current?.id}
        onChange={(event) => {
          const chosen = choices.find(({ id }) => id === event.target.value);
          if (chosen !== undefined) onChange(withChoice(condition, chosen));
        }}
      >
        {choices.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
      <ValueInputs
        condition={condition}
        onChange={(values) => {
          onChange({ ...condition, values });
        }}
      />
      {!isComplete(condition) && <span className={styles.unfinished}>Not complete yet</span>}
      <span className={styles.acts}>
        <IconButton
          label="Put into a group"
          size="small"
          icon={<GroupIcon aria-hidden />}
          onPress={onGroup}
        />
        <IconButton label="Remove this condition" size="small" icon={<X aria-hidden />} onPress={onRemove} />
      </span>
    </fieldset>
  );
}

function nameOf({ field, values }: Condition, operator = ''): string {
  if (field === '') return 'New condition';
  const said = values.filter((value) => value !== undefined);
  return [field ?? 'Words', operator, ...said].join(' ');
}
