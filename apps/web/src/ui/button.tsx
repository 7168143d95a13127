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

/** A button. `isPending` keeps its width and focus, and cannot be pressed meanwhile. */
export function Button({ variant = 'secondary', size = 'medium', icon, children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={classNames(styles.button)} data-variant={variant} data-size={size}>
      {props.isPending === true ? <span className={styles.spinner} aria-hidden /> : icon}
      {children}
    </AriaButton>
  );
}

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
