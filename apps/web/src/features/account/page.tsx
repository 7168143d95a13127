import { useSearch } from '@tanstack/react-router';
import { LogIn } from 'lucide-react';
import logo from '../../ui/logo.svg';
import { ButtonAnchor } from '../../ui/button.tsx';
import { Notice, type NoticeProps } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import styles from './page.module.css';
import type { SignInReason } from './search-params.ts';

interface Words {
  tone: NonNullable<NoticeProps['tone']>;
  title: string;
  text: string;
}

const words: Record<Exclude<SignInReason, 'not_a_team_member'>, Words> = {
  signed_out: { tone: 'green', title: 'You are signed out', text: 'Here and at the tenant.' },
  expired: {
    tone: 'amber',
    title: 'That took too long',
    text: 'A sign-in is good for ten minutes. Start again.',
  },
  denied: {
    tone: 'amber',
    title: 'The tenant did not let you in',
    text: 'The sign-in was cancelled or refused.',
  },
  failed: {
    tone: 'red',
    title: 'Signing in failed',
    text: 'Try again. If it stays, whoever runs Rollcall finds the reason in its log.',
  },
};

/** The door: what happened last, and the way in. */
export function SignInPage() {
  const { reason, invited } = useSearch({ from: '/sign-in' });
  return (
    <main className={styles.page}>
      <PageTitle>Sign in</PageTitle>
      <div className={styles.card}>
        <img src={logo} alt="" />
        <h1 className={styles.title}>Sign in to Rollcall</h1>
        {reason === 'not_a_team_member' ? (
          <NoTeamMember />
        ) : reason === undefined && invited !== undefined ? (
          <Invited email={invited} />
        ) : (
          <Reason {...words[reason ?? 'signed_out']} />
        )}
        <div className={styles.actions}>
          <ButtonAnchor href="/auth/login?returnTo=%2Fusers" variant="primary" icon={<LogIn aria-hidden />}>
            Sign in
          </ButtonAnchor>
          {reason === 'not_a_team_member' && (
            <ButtonAnchor href="/auth/login?switch=1&returnTo=%2Fusers">
              Sign in with another account
            </ButtonAnchor>
          )}
        </div>
      </div>
    </main>
  );
}

function Reason({ tone, title, text }: Words) {
  return (
    <Notice tone={tone} title={title}>
      {text}
    </Notice>
  );
}

/** What will happen to somebody who followed the link of an invitation. */
function Invited({ email }: { email: string }) {
  return (
    <Notice tone="blue" title="You are invited into the team">
      Sign in to the tenant with the account whose verified e-mail address is{' '}
      <strong className={styles.email}>
        <bdi>{email}</bdi>
      </strong>
      . From then on the place in the team belongs to that account.
    </Notice>
  );
}

function NoTeamMember() {
  const email = readFragment(window.location.hash);
  return (
    <Notice tone="amber" title="You are not in the team">
      {email === '' ? 'This account' : <strong>{email}</strong>} belongs to the tenant, but to nobody in the
      team of this Rollcall. Ask an Admin to add you.
    </Notice>
  );
}

function readFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment.slice(1));
  } catch {
    return '';
  }
}
