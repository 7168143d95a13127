import { useParams } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { rememberUserPage } from '../lib/recent-users.ts';
import styles from './shell.module.css';

const Palette = lazy(async () => ({ default: (await import('../features/palette/palette.tsx')).Palette }));

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Opens the palette: by a press, and by ⌘K or Ctrl+K anywhere but in another dialog. */
export function PaletteButton() {
  const [isOpen, setOpen] = useState(false);
  const { userId }: { userId?: string } = useParams({ strict: false });
  useEffect(() => {
    if (userId !== undefined) rememberUserPage(userId);
  }, [userId]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isAsked = event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey);
      if (!isAsked || event.altKey || event.shiftKey || event.defaultPrevented) return;
      if (document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
  return (
    <>
      <button
        type="button"
        className={styles.palette}
        aria-label="Go to…"
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => setOpen(true)}
      >
        <Search aria-hidden />
        <span className={styles.paletteWords}>Go to…</span>
        <kbd className={styles.paletteWords}>{isApple ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      {isOpen && (
        <Suspense>
          <Palette onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
