import type { Overview } from '@rollcall/shared/contract/overview.ts';
import { lockedFields } from '@rollcall/shared/user/lock.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import styles from './overview.module.css';

interface StatesProps {
  user: UserDetail;
  overview: Overview | undefined;
}

/** Everything out of the ordinary with a user, the gravest first, each with what it means. */
export function States({ user, overview }: StatesProps) {
  const states = statesOf(user, overview);
  return (
    <section className={styles.card} aria-labelledby="overview-state">
      <h2 id="overview-state" className={styles.title}>
        State
      </h2>
      <ul className={styles.states}>
        {states.length === 0 && <li data-tone="green">Active. Nothing is out of the ordinary.</li>}
        {states.map(({ words, tone }) => (
          <li key={words} data-tone={tone}>
            {words}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface State {
  words: string;
  tone: 'red' | 'amber' | 'neutral';
}

function statesOf(user: UserDetail, overview: Overview | undefined): State[] {
  const { connection } = user;
  const states: (State | false)[] = [
    user.blocked === true && { words: 'Blocked: cannot sign in to any application.', tone: 'red' },
    overview?.blocks.state === 'told' &&
      overview.blocks.blocked_for.length > 0 && {
        words: 'Blocked by brute-force protection: too many failed sign-ins.',
        tone: 'red',
      },
    user.team === 'protected' && {
      words:
        'Protected: in the team of Rollcall, with a higher team role than yours or over more users. You cannot change this user.',
      tone: 'amber',
    },
    user.team === 'member' && { words: 'In the team of Rollcall.', tone: 'neutral' },
    user.email !== undefined &&
      user.email_verified !== true && { words: 'E-mail address not verified.', tone: 'amber' },
    overview?.factors.state === 'told' &&
      overview.factors.types.length === 0 && {
        words: 'No MFA: no second factor is enrolled.',
        tone: 'amber',
      },
    user.last_login === undefined &&
      (user.logins_count ?? 0) === 0 && { words: 'Never signed in.', tone: 'neutral' },
    lockedFields(connection).name !== undefined && {
      words:
        connection === null
          ? 'The connection cannot be read, so the profile is locked.'
          : `Profile set by ${connection.name} at each sign-in.`,
      tone: 'neutral',
    },
  ];
  return states.filter((state) => state !== false);
}
