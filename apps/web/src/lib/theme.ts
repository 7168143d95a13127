import { useSyncExternalStore } from 'react';

/** Light, dark, or whatever the system says. */
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const storageKey = 'rollcall.theme';
const listeners = new Set<() => void>();
let current: Theme = 'system';

/** Shows the theme that was chosen in this browser; before the first paint of the page. */
export function startTheme(): void {
  setTheme(themes.find((theme) => theme === read()) ?? 'system');
  window.addEventListener('storage', (event) => {
    if (event.key !== storageKey) return;
    apply(themes.find((theme) => theme === event.newValue) ?? 'system');
  });
}

/** Chooses a theme and keeps the choice in this browser. */
export function setTheme(theme: Theme): void {
  apply(theme);
  keepTheme();
}

/** Writes the choice down again; signing out empties the browser's storage. */
export function keepTheme(): void {
  try {
    localStorage.setItem(storageKey, current);
  } catch {
    // Storage can be switched off; the choice then lasts as long as the page.
  }
}

/** The chosen theme. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, () => current);
}

function apply(theme: Theme): void {
  current = theme;
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function read(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}
