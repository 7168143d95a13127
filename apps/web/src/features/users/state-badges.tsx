import type { UserSummary } from '@rollcall/shared/user/user.ts';
import { Ban, MailWarning } from 'lucide-react';
import { Badge } from '../../ui/badge.tsx';
import { userStates, type UserState } from './user-words.ts';

const icons: Partial<Record<UserState['label'], React.ReactNode>> = {
  Blocked: <Ban aria-hidden />,
  Unverified: <MailWarning aria-hidden />,
};

/** The states of a user that are out of the ordinary. */
export function StateBadges({ user }: { user: UserSummary }) {
  return userStates(user).map(({ tone, label }) => (
    <Badge key={label} tone={tone} icon={icons[label]}>
      {label}
    </Badge>
  ));
}
