import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { X } from 'lucide-react';
import { useId } from 'react';
import { useMediaQuery } from '../../lib/media-query.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Guide } from './guide.tsx';
import styles from './profile.module.css';

const title = 'What may I change?';

/** The guide beside the form where there is room, over it where there is none. */
export function GuidePanel({ user, onClose }: { user: UserDetail; onClose: () => void }) {
  const titleId = useId();
  const isNarrow = useMediaQuery('(width < 1200px)');
  if (isNarrow) {
    return (
      <Dialog title={title} size="large" isOpen onOpenChange={onClose}>
        <Guide user={user} />
      </Dialog>
    );
  }
  return (
    <aside className={styles.side} aria-labelledby={titleId}>
      <div className={styles.sideHead}>
        <h2 id={titleId} className={styles.groupTitle}>
          {title}
        </h2>
        <IconButton label="Close the guide" size="small" icon={<X aria-hidden />} onPress={onClose} />
      </div>
      <Guide user={user} />
    </aside>
  );
}
