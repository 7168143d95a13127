import { type RefObject, useEffect, useRef } from 'react';

const editable =
  'input:not([type="checkbox"]), textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** What the keys of the list do. */
interface ListKeys {
  searchInput: RefObject<HTMLInputElement | null>;
  list: RefObject<HTMLElement | null>;
  /** `j` and `k` have come to this user. */
  onStep: (userId: string) => void;
  /** `x` on the user who has the focus. */
  onSelect: (userId: string) => void;
  /** `p`: shows the user who has the focus beside the list, or nobody any more. */
  onPreview: (userId: string | undefined) => void;
  onHelp: () => void;
}

/** `/` goes to the search box; `j`, `k`, `x`, `p` walk through the list, select, and preview; `?` tells the keys. */
export function useListKeys(keys: ListKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(editable) !== null) return;
      if (press(event.key, latest.current)) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}

/** Does what the key means; false where it means nothing. */
function press(key: string, { searchInput, list, onStep, onSelect, onPreview, onHelp }: ListKeys): boolean {
  const focused = rowLinks(list.current).find((link) =>
    link.closest('tr, li')?.contains(document.activeElement),
  );
  switch (key) {
    case '/':
      searchInput.current?.focus();
      searchInput.current?.select();
      return true;
    case 'j':
    case 'k':
      walk(list.current, focused, key === 'j' ? 1 : -1, onStep);
      return true;
    case 'x':
      if (focused?.dataset['userLink'] !== undefined) onSelect(focused.dataset['userLink']);
      return true;
    case 'p':
      onPreview(focused?.dataset['userLink']);
      return true;
    case '?':
      onHelp();
      return true;
    default:
      return false;
  }
}

function rowLinks(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[data-user-link]') ?? [])];
}

function walk(
  list: HTMLElement | null,
  focused: HTMLElement | undefined,
  step: 1 | -1,
  onStep: (userId: string) => void,
): void {
  const links = rowLinks(list);
  const next = focused === undefined ? links[0] : links[links.indexOf(focused) + step];
  if (next?.dataset['userLink'] === undefined) return;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
  onStep(next.dataset['userLink']);
}
