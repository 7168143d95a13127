import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { classNames } from '../lib/class-names.ts';
import styles from './button.module.css';
import type { Look } from './button.tsx';
import { Tooltip } from './tooltip.tsx';

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
