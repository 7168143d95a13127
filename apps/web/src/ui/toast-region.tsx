import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import {
  Text,
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as AriaToastContent,
  UNSTABLE_ToastRegion as AriaToastRegion,
} from 'react-aria-components/Toast';
import { classNames } from '../lib/class-names.ts';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import styles from './toast.module.css';
import { toastQueue } from './toast.tsx';

const icons = {
  green: <CircleCheck aria-hidden />,
  red: <CircleAlert aria-hidden />,
  neutral: <Info aria-hidden />,
};

/** Where toasts appear; once per page. */
export function ToastRegion() {
  return (
    <AriaToastRegion queue={toastQueue} className={classNames(styles.region)} aria-label="Notifications">
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
                  toastQueue.close(queued.key);
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
