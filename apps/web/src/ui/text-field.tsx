import type { ReactNode, Ref } from 'react';
import {
  FieldError,
  Input,
  Label,
  Text,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components/TextField';
import { Group } from 'react-aria-components/Group';
import { classNames } from '../lib/class-names.ts';
import styles from './field.module.css';

export interface TextFieldProps extends Omit<
  AriaTextFieldProps,
  'children' | 'className' | 'style' | 'isInvalid'
> {
  label: string;
  /** Said after the label in a fainter tone, as in “optional”. */
  hint?: string | undefined;
  description?: ReactNode;
  /** Makes the field invalid and is shown under it. */
  errorMessage?: string | undefined;
  placeholder?: string | undefined;
  /** The id of a `datalist` with what can be chosen. */
  list?: string;
  prefix?: ReactNode;
  suffix?: ReactNode;
  /** For ids, codes and passwords: a font in which every character can be told apart. */
  mono?: boolean;
  /** Goes to the input itself, so that a form can focus it. */
  ref?: Ref<HTMLInputElement>;
}

/** A single line of text with its label, help, and error. */
export function TextField(props: TextFieldProps) {
  const { label, hint, description, errorMessage, placeholder, list, prefix, suffix, mono, ref, ...field } =
    props;
  return (
    <AriaTextField
      {...field}
      validationBehavior="aria"
      isInvalid={errorMessage !== undefined}
      className={classNames(styles.field, mono === true && styles.mono)}
    >
      <Label className={styles.label}>
        {label}
        {hint !== undefined && <span className={styles.hint}> {hint}</span>}
      </Label>
      <Group className={classNames(styles.group)}>
        {prefix !== undefined && <span className={styles.affix}>{prefix}</span>}
        <Input
          className={classNames(styles.input)}
          dir="auto"
          {...(ref === undefined ? {} : { ref })}
          {...(placeholder === undefined ? {} : { placeholder })}
          {...(list === undefined ? {} : { list })}
        />
        {suffix !== undefined && <span className={styles.affix}>{suffix}</span>}
      </Group>
      {description !== undefined && (
        <Text slot="description" className={classNames(styles.description)}>
          {description}
        </Text>
      )}
      <FieldError className={classNames(styles.error)}>{errorMessage}</FieldError>
    </AriaTextField>
  );
}
