import { createLink } from '@tanstack/react-router';
import type { ComponentProps, ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { classNames } from '../lib/class-names.ts';
import styles from './button.module.css';

/** What all buttons can look like. */
export interface Look {
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  size?: 'small' | 'medium';
  icon?: ReactNode;
}

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'>, Look {
  children: ReactNode;
}

/**
 * A button. `isPending` keeps its width and focus, and cannot be pressed meanwhile. The library is not told: it
 * would have the button read aloud by its id, also when it is gone with its dialog by then.
 */
export function Button({
  variant = 'secondary',
  size = 'medium',
  icon,
  children,
  isPending = false,
  ...props
}: ButtonProps) {
  return (
    <AriaButton
      {...props}
      {...(isPending ? pending : {})}
      className={classNames(styles.button)}
      data-variant={variant}
      data-size={size}
    >
      {isPending ? <span className={styles.spinner} aria-hidden /> : icon}
      {children}
    </AriaButton>
  );
}

/** Takes away what pressing does, sending a form too. */
const pending = { 'aria-disabled': true, type: 'button', onPress: () => undefined } as const;

type ButtonAnchorProps = Omit<ComponentProps<'a'>, 'className'> & Look;

/** A plain link that looks like a button; for addresses outside the app, `/auth/login` for one. */
export function ButtonAnchor({
  variant = 'secondary',
  size = 'medium',
  icon,
  children,
  ...props
}: ButtonAnchorProps) {
  return (
    <a {...props} className={styles.button} data-variant={variant} data-size={size}>
      {icon}
      {children}
    </a>
  );
}

/** A link to a route of the app that looks like a button. */
export const ButtonLink = createLink(ButtonAnchor);
