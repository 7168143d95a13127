import type { Operation } from '@rollcall/shared/contract/operations.ts';
import type { ItemState, OperationState } from '@rollcall/shared/contract/operation-states.ts';
import type { BadgeProps } from '../../ui/badge.tsx';

const number = new Intl.NumberFormat('en');

/** How a state is called, and in which tone. */
export const stateWords: Readonly<
  Record<OperationState, { label: string; tone: NonNullable<BadgeProps['tone']> }>
> = {
  collecting: { label: 'Being told', tone: 'neutral' },
  preparing: { label: 'Dry run', tone: 'blue' },
  ready: { label: 'Waits for you', tone: 'amber' },
  awaiting_approval: { label: 'Awaits approval', tone: 'amber' },
  scheduled: { label: 'Scheduled', tone: 'blue' },
  running: { label: 'Running', tone: 'blue' },
  paused: { label: 'Paused', tone: 'amber' },
  done: { label: 'Finished', tone: 'green' },
  failed: { label: 'Failed', tone: 'red' },
  cancelled: { label: 'Cancelled', tone: 'neutral' },
};

/** How what has become of an item is called, before and after it was tried. */
export const itemWords: Readonly<
  Record<ItemState, { label: string; tone: NonNullable<BadgeProps['tone']> }>
> = {
  pending: { label: 'To do', tone: 'neutral' },
  sending: { label: 'Under way', tone: 'blue' },
  done: { label: 'Done', tone: 'green' },
  failed: { label: 'Failed', tone: 'red' },
  unknown: { label: 'Not known', tone: 'amber' },
  refused: { label: 'Refused', tone: 'amber' },
  already: { label: 'Already so', tone: 'neutral' },
};

/** Items in this number: “1 user”, “2,000 users”. */
export function users(count: number): string {
  return count === 1 ? '1 user' : `${number.format(count)} users`;
}

/** How many of all are settled, in words. */
export function progressWords({ counts, total, rate, seconds_left: left }: Operation): string {
  const settled = total - counts.pending - counts.sending;
  const parts = [`${number.format(settled)} of ${number.format(total)}`];
  if (rate !== null) parts.push(`${rate.toFixed(rate < 10 ? 1 : 0)} a second`);
  if (left !== null) parts.push(`${duration(left)} left`);
  return parts.join(' · ');
}

function duration(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
