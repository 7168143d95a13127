import { createLink, useLocation } from '@tanstack/react-router';
import { type ComponentProps, type ReactNode, useEffect, useRef } from 'react';
import styles from './tab-links.module.css';

/**
 * Tabs that are addresses of their own, so that each can be linked to. Takes `TabLink`s. Where they do not all
 * fit, the current one is in the middle of those that are seen.
 */
export function TabLinks({ label, children }: { label: string; children: ReactNode }) {
  const nav = useRef<HTMLElement>(null);
  const shown = useRef<Element>(null);
  // Renders again with each address; which tab is the current one, the links themselves know.
  useLocation();
  useEffect(() => {
    const current = nav.current?.querySelector('[aria-current="page"]');
    if (!nav.current || !current || current === shown.current) return;
    shown.current = current;
    const [all, one] = [nav.current.getBoundingClientRect(), current.getBoundingClientRect()];
    nav.current.scrollLeft += one.left + one.width / 2 - (all.left + all.width / 2);
  });
  return (
    <nav aria-label={label} className={styles.tabs} ref={nav}>
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
