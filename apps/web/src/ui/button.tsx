import { createLink } from '@tanstack/react-router';
import type { ComponentProps, ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { classNames } from '../lib/class-names.ts';
import styles from './button.module.css';
import { Tooltip } from './tooltip.tsx';

interface Look {
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

export interface IconButtonProps
  extends Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'aria-label'>, Omit<Look, 'icon'> {
  /** What it does: its accessible name and its tooltip. */
  label: string;
  icon: ReactNode;
}

/** A button that is only an icon, with its name as a tooltip. */
export function IconButton({ label, icon, variant = 'quiet', size = 'medium', ...props }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <AriaButton
        {...props}
        aria-label={label}
        className={classNames(styles.button, styles.square)}
        data-variant={variant}
        data-size={size}
      >
        {props.isPending === true ? <span className={styles.spinner} aria-hidden /> : icon}
      </AriaButton>
    </Tooltip>
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
