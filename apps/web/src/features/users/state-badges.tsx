import { type UserState, userStates } from '@rollcall/shared/user/states.ts';
import type { UserSummary } from '@rollcall/shared/user/user-summary.ts';
import { Ban, MailWarning } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '../../ui/badge.tsx';

const icons: Partial<Record<UserState['label'], ReactNode>> = {
  Blocked: <Ban aria-hidden />,
  'E-mail unverified': <MailWarning aria-hidden />,
};

/** The states of a user that are out of the ordinary. */
export function StateBadges({ user }: { user: UserSummary }) {
  return userStates(user).map(({ tone, label }) => (
    <Badge key={label} tone={tone} icon={icons[label]}>
      {label}
    </Badge>
  ));
}
