import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { isMasked } from '@rollcall/shared/access/mask.ts';
import { CopyText } from '../../ui/copy-text.tsx';
import { Facts } from '../../ui/facts.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { MaskedValue } from './masked-field.tsx';

/** What Auth0 records of a user, and nobody edits. */
export function ProfileFacts({ user }: { user: UserDetail }) {
  const primary = user.identities[0];
  return (
    <Facts
      items={[
        { term: 'user_id', value: <CopyText text={user.user_id} label="user_id" /> },
        { term: 'Primary connection', value: <bdi>{primary?.connection ?? 'none'}</bdi> },
        { term: 'Strategy', value: user.connection?.strategy ?? primary?.provider ?? 'unknown' },
        { term: 'Sign-ins', value: (user.logins_count ?? 0).toLocaleString('en') },
        { term: 'Last sign-in', value: <RelativeTime iso={user.last_login} fallback="Never" /> },
        {
          term: 'Last IP address',
          value: isMasked(user.masked, 'last_ip') ? (
            <MaskedValue user={user} field="last_ip" label="Last IP address" />
          ) : user.last_ip === undefined ? (
            'None'
          ) : (
            <CopyText text={user.last_ip} label="IP address" />
          ),
        },
        { term: 'Created', value: <RelativeTime iso={user.created_at} fallback="Unknown" /> },
        { term: 'Updated', value: <RelativeTime iso={user.updated_at} fallback="Unknown" /> },
        {
          term: 'Last password reset',
          value: <RelativeTime iso={user.last_password_reset} fallback="Never" />,
        },
      ]}
    />
  );
}
