import type { ReactNode } from 'react';
import {
  Label,
  RadioButton,
  RadioField,
  RadioGroup as AriaRadioGroup,
  Text,
} from 'react-aria-components/RadioGroup';
import { classNames } from '../lib/class-names.ts';
import styles from './radio-group.module.css';

interface RadioOption<Id extends string> {
  id: Id;
  label: string;
  /** What choosing it means, under the label. */
  detail?: ReactNode;
}

export interface RadioGroupProps<Id extends string> {
  label: ReactNode;
  options: readonly RadioOption<Id>[];
  /** `null` while nothing is chosen. */
  value: Id | null;
  onChange: (id: Id) => void;
}

/** One choice out of a few that are all on show. */
export function RadioGroup<Id extends string>({ label, options, value, onChange }: RadioGroupProps<Id>) {
  return (
    <AriaRadioGroup
      className={classNames(styles.group)}
      value={value}
      onChange={(id) => {
        const chosen = options.find((option) => option.id === id);
        if (chosen !== undefined) onChange(chosen.id);
      }}
    >
      <Label className={classNames(styles.label)}>{label}</Label>
      <div className={styles.options}>
        {options.map((option) => (
          <RadioField key={option.id} value={option.id} className={classNames(styles.field)}>
            <RadioButton className={classNames(styles.button)}>
              <span className={styles.dot} />
              {option.label}
            </RadioButton>
            {option.detail !== undefined && (
              <Text slot="description" className={classNames(styles.detail)}>
                {option.detail}
              </Text>
            )}
          </RadioField>
        ))}
      </div>
    </AriaRadioGroup>
  );
}
