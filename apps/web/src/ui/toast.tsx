import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import {
  Text,
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as AriaToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as AriaToastRegion,
} from 'react-aria-components/Toast';
import { classNames } from '../lib/class-names.ts';
import { Button, IconButton } from './button.tsx';
import styles from './toast.module.css';

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

const queue = new ToastQueue<ToastContent>({ maxVisibleToasts: 3 });

const icons = {
  green: <CircleCheck aria-hidden />,
  red: <CircleAlert aria-hidden />,
  neutral: <Info aria-hidden />,
};

/** Shows a toast for a while, longer when it can be undone. Never for errors that need an answer. */
export function toast(content: ToastContent): void {
  queue.add(content, { timeout: content.undo === undefined ? showTime : undoTime });
}

/** Where toasts appear; once per page. */
export function ToastRegion() {
  return (
    <AriaToastRegion queue={queue} className={classNames(styles.region)} aria-label="Notifications">
      {({ toast: queued }) => {
        const { text, tone = 'green', undo } = queued.content;
        return (
          <AriaToast toast={queued} className={classNames(styles.toast)} data-tone={tone}>
            {icons[tone]}
            <AriaToastContent className={classNames(styles.text)}>
              <Text slot="title">{text}</Text>
            </AriaToastContent>
            {undo !== undefined && (
              <Button
                size="small"
                onPress={() => {
                  queue.close(queued.key);
                  undo();
                }}
              >
                Undo
              </Button>
            )}
            <IconButton slot="close" label="Dismiss" size="small" icon={<X aria-hidden />} />
          </AriaToast>
        );
      }}
    </AriaToastRegion>
  );
}
