import type { ComponentProps, ReactNode } from 'react';
import { Focusable, Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { classNames } from '../lib/class-names.ts';
import styles from './tooltip.module.css';

interface TooltipProps {
  text: string;
  /** A focusable element: a button of this folder, or `TooltipTarget`. */
  children: ReactNode;
  placement?: ComponentProps<typeof AriaTooltip>['placement'];
}

/** Shows a text beside something while it is hovered or focused, and describes it to screen readers. */
export function Tooltip({ text, children, placement = 'top' }: TooltipProps) {
  return (
    <TooltipTrigger delay={400} closeDelay={50}>
      {children}
      <AriaTooltip className={classNames(styles.tooltip)} placement={placement} offset={6}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}

/** Makes a piece of text a stop for the keyboard, so that its tooltip is not for the mouse only. */
export function TooltipTarget({ children }: { children: ReactNode }) {
  return (
    <Focusable>
      <button type="button" className={styles.target}>
        {children}
      </button>
    </Focusable>
  );
}
