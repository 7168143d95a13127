import { createLink } from '@tanstack/react-router';
import type { ComponentProps, ReactNode } from 'react';
import styles from './tab-links.module.css';

/** Tabs that are addresses of their own, so that each can be linked to. Takes `TabLink`s. */
export function TabLinks({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav aria-label={label} className={styles.tabs}>
      {children}
    </nav>
  );
}

function TabAnchor({ children, ...props }: Omit<ComponentProps<'a'>, 'className'>) {
  return (
    <a {...props} className={styles.tab}>
      {children}
    </a>
  );
}

/** One tab; the current one is found by its address (`activeOptions={{ exact: true }}` for a parent). */
export const TabLink = createLink(TabAnchor);
