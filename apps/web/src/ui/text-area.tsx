import type { ReactNode, Ref } from 'react';
import { Group } from 'react-aria-components/Group';
import {
  FieldError,
  Label,
  Text,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components/TextField';
import { classNames } from '../lib/class-names.ts';
import styles from './field.module.css';

export interface TextAreaProps extends Omit<
  AriaTextFieldProps,
  'children' | 'className' | 'style' | 'isInvalid'
> {
  label: string;
  description?: ReactNode;
  errorMessage?: string | undefined;
  rows?: number;
  mono?: boolean;
  /** Goes to the text area itself, so that a form can focus it. */
  ref?: Ref<HTMLTextAreaElement>;
}

/** Several lines of text with their label, help, and error. */
export function TextArea(props: TextAreaProps) {
  const { label, description, errorMessage, rows = 4, mono, ref, ...field } = props;
  return (
    <AriaTextField
      {...field}
      validationBehavior="aria"
      isInvalid={errorMessage !== undefined}
      className={classNames(styles.field, mono === true && styles.mono)}
    >
      <Label className={styles.label}>{label}</Label>
      <Group className={classNames(styles.group)}>
        <AriaTextArea
          className={classNames(styles.input)}
          rows={rows}
          dir="auto"
          {...(ref === undefined ? {} : { ref })}
        />
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
