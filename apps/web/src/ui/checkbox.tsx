import { Check } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import {
  CheckboxButton,
  CheckboxField,
  type CheckboxFieldProps,
  FieldError,
  Text,
} from 'react-aria-components/Checkbox';
import { classNames } from '../lib/class-names.ts';
import styles from './toggle.module.css';

export interface CheckboxProps extends Omit<
  CheckboxFieldProps,
  'children' | 'className' | 'style' | 'isInvalid' | 'inputRef'
> {
  children: ReactNode;
  description?: ReactNode;
  errorMessage?: string | undefined;
  /** Goes to the input, so that a form can focus it. */
  ref?: Ref<HTMLInputElement>;
}

/** A box to tick, with its label, help, and error. */
export function Checkbox({ children, description, errorMessage, ref, ...props }: CheckboxProps) {
  return (
    <CheckboxField
      {...props}
      {...(ref === undefined ? {} : { inputRef: ref })}
      isInvalid={errorMessage !== undefined}
      validationBehavior="aria"
      className={classNames(styles.field)}
    >
      <CheckboxButton className={classNames(styles.button)}>
        {({ isSelected }) => (
          <>
            <span className={styles.box}>{isSelected && <Check aria-hidden />}</span>
            <span>{children}</span>
          </>
        )}
      </CheckboxButton>
      {description !== undefined && (
        <Text slot="description" className={classNames(styles.description)}>
          {description}
        </Text>
      )}
      <FieldError className={classNames(styles.error)}>{errorMessage}</FieldError>
    </CheckboxField>
  );
}
