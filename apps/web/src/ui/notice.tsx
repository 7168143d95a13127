import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './notice.module.css';

export interface NoticeProps {
  tone?: 'neutral' | 'red' | 'amber' | 'green' | 'blue';
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
}

const icons = {
  neutral: <Info aria-hidden />,
  blue: <Info aria-hidden />,
  green: <CircleCheck aria-hidden />,
  amber: <TriangleAlert aria-hidden />,
  red: <CircleAlert aria-hidden />,
};

/** A message that stays on the page. A red one is announced at once. */
export function Notice({ tone = 'neutral', title, children, action }: NoticeProps) {
  return (
    <div className={styles.notice} data-tone={tone} role={tone === 'red' ? 'alert' : 'note'}>
      {icons[tone]}
      <div className={styles.content}>
        {title !== undefined && <p className={styles.title}>{title}</p>}
        {children !== undefined && <div>{children}</div>}
        {action !== undefined && <div className={styles.action}>{action}</div>}
      </div>
    </div>
  );
}
