import type { ReactNode, Ref } from 'react';
import { Group } from 'react-aria-components/Group';
import {
  FieldError,
  Input,
  Label,
  NumberField as AriaNumberField,
  Text,
} from 'react-aria-components/NumberField';
import { classNames } from '../lib/class-names.ts';
import styles from './field.module.css';

export interface NumberFieldProps {
  label: string;
  hint?: string | undefined;
  description?: ReactNode;
  errorMessage?: string | undefined;
  /** `undefined` where there is none. */
  value: number | undefined;
  onChange: (value: number | undefined) => void;
  isReadOnly?: boolean;
  suffix?: ReactNode;
  ref?: Ref<HTMLInputElement>;
}

const format = { useGrouping: false, maximumFractionDigits: 20 } as const;

/** A number, taken over when it is typed to its end. */
export function NumberField(props: NumberFieldProps) {
  const { label, hint, description, errorMessage, value, onChange, isReadOnly = false, suffix, ref } = props;
  return (
    <AriaNumberField
      value={value ?? Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? undefined : next)}
      isReadOnly={isReadOnly}
      isInvalid={errorMessage !== undefined}
      validationBehavior="aria"
      formatOptions={format}
      className={classNames(styles.field)}
    >
      <Label className={styles.label}>
        {label}
        {hint !== undefined && <span className={styles.hint}> {hint}</span>}
      </Label>
      <Group className={classNames(styles.group)}>
        <Input className={classNames(styles.input)} {...(ref === undefined ? {} : { ref })} />
        {suffix !== undefined && <span className={styles.affix}>{suffix}</span>}
      </Group>
      {description !== undefined && (
        <Text slot="description" className={classNames(styles.description)}>
          {description}
        </Text>
      )}
      <FieldError className={classNames(styles.error)}>{errorMessage}</FieldError>
    </AriaNumberField>
  );
}
