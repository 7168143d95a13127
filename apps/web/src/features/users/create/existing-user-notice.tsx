import type { Problem } from '@rollcall/shared/problems.ts';
import { ExternalLink } from 'lucide-react';
import { ButtonLink } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';

/** Says that there is such a user, and leads to them without losing the form. */
export function ExistingUserNotice({ problem, email }: { problem: Problem; email: string }) {
  const action = (
    <ButtonLink
      to="/users"
      search={{ q: email.trim() }}
      target="_blank"
      size="small"
      icon={<ExternalLink aria-hidden />}
    >
      Find {email.trim()}
    </ButtonLink>
  );
  return (
    <Notice
      tone="amber"
      title="There is such a user already"
      action={email.trim() === '' ? undefined : action}
    >
      {problem.detail}
    </Notice>
  );
}
