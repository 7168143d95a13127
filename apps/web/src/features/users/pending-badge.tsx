import type { ListedUser } from '@rollcall/shared/contract/users.ts';
import { Badge } from '../../ui/badge.tsx';
import { Tooltip, TooltipTarget } from '../../ui/tooltip.tsx';
import styles from './pending-badge.module.css';

const words: Record<NonNullable<ListedUser['pending']>, { label: string; text: string }> = {
  changed: {
    label: 'Just changed',
    text: 'You have just changed this user. The search does not know it yet.',
  },
  created: {
    label: 'Just created',
    text: 'You have just created this user. The search does not know it yet.',
  },
  no_longer_matches: {
    label: 'Matches no more',
    text: 'You have just changed this user, who is not what you search for any more. The search does not know it yet.',
  },
};

/** Says of a user that the search does not know yet what one has just done. */
export function PendingBadge({ pending }: { pending: NonNullable<ListedUser['pending']> }) {
  const { label, text } = words[pending];
  return (
    <span className={styles.pending}>
      <Tooltip text={text}>
        <TooltipTarget>
          <Badge tone="blue">{label}</Badge>
        </TooltipTarget>
      </Tooltip>
    </span>
  );
}
