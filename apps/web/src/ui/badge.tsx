import type { ReactNode } from 'react';
import styles from './badge.module.css';

export interface BadgeProps {
  tone?: 'neutral' | 'red' | 'amber' | 'green' | 'blue';
  icon?: ReactNode;
  children: ReactNode;
}

/** A short state in words; the colour only repeats them. */
export function Badge({ tone = 'neutral', icon, children }: BadgeProps) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {icon}
      {children}
    </span>
  );
}
