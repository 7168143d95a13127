import { useRouter } from '@tanstack/react-router';
import { type RefObject, useEffect } from 'react';

/**
 * Takes focus to the page when the link or button that led to it is gone with the page before; left
 * alone, focus would fall to the document, and the keyboard would start over at its top.
 * Source: WCAG 2.2, success criterion 2.4.3 (focus order)
 */
export function useFocusOnPage(page: RefObject<HTMLElement | null>): void {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (fromLocation === undefined || !pathChanged || document.activeElement !== document.body) return;
        page.current?.focus({ preventScroll: true });
      }),
    [router, page],
  );
}
