import type { TeamMemberDetail } from '@rollcall/shared/contract/team.ts';
import { Ban, Check, MailOpen } from 'lucide-react';
import { Badge } from '../../ui/badge.tsx';

const looks = {
  active: { tone: 'green', label: 'Active', Icon: Check },
  invited: { tone: 'amber', label: 'Invited', Icon: MailOpen },
  disabled: { tone: 'red', label: 'Disabled', Icon: Ban },
} as const;

/** Whether a place is taken, waits for somebody, or is closed. */
export function StatusBadge({ status }: Pick<TeamMemberDetail, 'status'>) {
  const { tone, label, Icon } = looks[status];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden />}>
      {label}
    </Badge>
  );
}
