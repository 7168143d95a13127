import type { AuditOutcome } from '@rollcall/shared/contract/audit.ts';
import { Badge, type BadgeProps } from '../../ui/badge.tsx';

/** How an act can end, in words. */
export const outcomeWords: Record<
  AuditOutcome,
  { label: string; tone: NonNullable<BadgeProps['tone']>; help: string }
> = {
  done: { label: 'Done', tone: 'green', help: 'It was done.' },
  denied: { label: 'Denied', tone: 'amber', help: 'It was refused before anything was done.' },
  failed: { label: 'Failed', tone: 'red', help: 'It was tried and failed.' },
  unknown: {
    label: 'Not known',
    tone: 'amber',
    help: 'The tenant’s answer was lost: it may have been done.',
  },
  begun: {
    label: 'Not finished',
    tone: 'neutral',
    help: 'Its end was never written down: it is under way, or Rollcall was stopped meanwhile.',
  },
};

/** How an act ended. */
export function OutcomeBadge({ outcome }: { outcome: AuditOutcome }) {
  const { label, tone, help } = outcomeWords[outcome];
  return (
    <span title={help}>
      <Badge tone={tone}>{label}</Badge>
    </span>
  );
}
