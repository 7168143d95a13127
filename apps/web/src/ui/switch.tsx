import type { ReactNode, Ref } from 'react';
import { SwitchButton, SwitchField, type SwitchFieldProps, Text } from 'react-aria-components/Switch';
import { classNames } from '../lib/class-names.ts';
import styles from './toggle.module.css';

export interface SwitchProps extends Omit<SwitchFieldProps, 'children' | 'className' | 'style' | 'inputRef'> {
  children: ReactNode;
  description?: ReactNode;
  /** Goes to the input, so that a form can focus it. */
  ref?: Ref<HTMLInputElement>;
}

/** Turns something on or off, with its label and help. */
export function Switch({ children, description, ref, ...props }: SwitchProps) {
  return (
    <SwitchField
      {...props}
      {...(ref === undefined ? {} : { inputRef: ref })}
      className={classNames(styles.field, styles.switch)}
    >
      <SwitchButton className={classNames(styles.button)}>
        <span className={styles.track} />
        <span>{children}</span>
      </SwitchButton>
      {description !== undefined && (
        <Text slot="description" className={classNames(styles.description)}>
          {description}
        </Text>
      )}
    </SwitchField>
  );
}
