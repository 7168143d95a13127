import { useEffect, useRef } from 'react';
import { type ToastContent, toastQueue } from '../../ui/toast.tsx';

/** As long as any toast that can be undone, in milliseconds. */
const undoTime = 10_000;

/**
 * Tells what was discarded, with a way to bring it back for as long as the form is there and as it was
 * left: the way is closed when the form is edited again, which it would undo too, or is gone.
 */
export function useDiscardToast(isDirty: boolean): (content: ToastContent) => void {
  const key = useRef<string>(undefined);
  useEffect(() => {
    if (isDirty) withdraw(key.current);
  }, [isDirty]);
  useEffect(
    () => () => {
      withdraw(key.current);
    },
    [],
  );
  return (content) => {
    key.current = toastQueue.add(content, { timeout: undoTime });
  };
}

function withdraw(key: string | undefined): void {
  if (key !== undefined) toastQueue.close(key);
}
