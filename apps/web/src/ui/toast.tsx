import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components/Toast';

/** A short word on what has just been done. */
export interface ToastContent {
  text: string;
  tone?: 'green' | 'red' | 'neutral';
  /** A way to take it back. */
  undo?: () => void;
}

/** In milliseconds; the clock stands still while a toast is hovered or focused. */
const showTime = 6_000;
const undoTime = 10_000;

/** What `ToastRegion` shows. */
export const toastQueue = new ToastQueue<ToastContent>({ maxVisibleToasts: 3 });

/** Shows a toast for a while, longer when it can be undone. Never for errors that need an answer. */
export function toast(content: ToastContent): void {
  toastQueue.add(content, { timeout: content.undo === undefined ? showTime : undoTime });
}
