import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useQuery } from '@tanstack/react-query';
import { ArrowLeftRight, Link2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Answer } from '../../api/call.ts';
import { userQuery } from '../../api/user.ts';
import { useKeptDialog } from '../../lib/kept-dialog.ts';
import { isProblem } from '../../lib/problem-error.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { cautionsOf, compareMetadata, compareProfiles, lockWords } from './comparison.ts';
import { ComparisonTable } from './comparison-table.tsx';
import { LinkDialog } from './link-dialog.tsx';
import styles from './link.module.css';
import { LostThings } from './lost-things.tsx';

interface CompareUsersProps {
  answer: Answer<UserDetail>;
  secondId: string;
}

/** Both users side by side: what stays, what is kept in the identity, what is discarded. */
export function CompareUsers({ answer, secondId }: CompareUsersProps) {
  const stays = answer.data;
  const { data: second, error, refetch } = useQuery(userQuery(secondId));
  const another = (
    <ButtonLink to="/users/$userId/identities/link" params={{ userId: stays.user_id }}>
      Choose another one
    </ButtonLink>
  );
  if (secondId === stays.user_id) {
    return (
      <EmptyState title="These are the same user" action={another}>
        A user cannot be linked to themselves.
      </EmptyState>
    );
  }
  if (isProblem(error, 'not_found')) {
    return (
      <EmptyState title="There is no such user, or it is outside what you may see" action={another}>
        To link two users one has to be able to see both. It may also have been linked already.
      </EmptyState>
    );
  }
  if (second === undefined) {
    if (error !== null) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
    return (
      <div className={styles.section} aria-busy="true">
        <Skeleton width="60%" />
        <Skeleton width="80%" />
      </div>
    );
  }
  return <Comparison answer={answer} second={second} another={another} />;
}

interface ComparisonProps {
  answer: Answer<UserDetail>;
  second: Answer<UserDetail>;
  another: ReactNode;
}

function Comparison({ answer, second, another }: ComparisonProps) {
  const [stays, other] = [answer.data, second.data];
  const [open, setOpen] = useKeptDialog(`link ${stays.user_id} ${other.user_id}`, ['link']);
  const metadata = compareMetadata(stays, other);
  const isMasked = stays.masked.length + other.masked.length > 0;
  return (
    <>
      <div className={styles.pair}>
        <Side user={stays} title="Stays" text="user_id, profile, metadata, roles, organizations" />
        <Side
          user={other}
          title="Becomes an identity"
          text="a further way to sign in, and no user any more"
        />
      </div>
      <div className={styles.bar}>
        <ButtonLink
          to="/users/$userId/identities/link"
          params={{ userId: other.user_id }}
          search={{ with: stays.user_id }}
          icon={<ArrowLeftRight aria-hidden />}
        >
          Swap the two
        </ButtonLink>
        {another}
      </div>
      {cautionsOf(stays, other).map(({ tone, title, text }) => (
        <Notice key={title} tone={tone} title={title}>
          {text}
        </Notice>
      ))}
      <ComparisonTable
        title="Profile"
        text={lockWords(stays, other)}
        values={compareProfiles(stays, other)}
        isMasked={isMasked}
      />
      {metadata.length > 0 && (
        <ComparisonTable
          title="Metadata"
          text="Auth0 merges none of it: what only the second user has is gone. Copy it over before, if it matters."
          values={metadata}
          isMasked={isMasked}
        />
      )}
      <LostThings second={other} />
      <div className={styles.bar}>
        <Button variant="danger" icon={<Link2 aria-hidden />} onPress={() => setOpen('link')}>
          Link these two
        </Button>
      </div>
      {open === 'link' && <LinkDialog stays={stays} second={second} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function Side({ user, title, text }: { user: UserDetail; title: string; text: string }) {
  const name = displayName(user);
  return (
    <section className={styles.side} aria-label={title}>
      <h3 className={styles.subtitle}>{title}</h3>
      <div className={styles.someone}>
        <Avatar name={name} picture={user.picture} />
        <div className={styles.who}>
          <span className={styles.name}>
            <bdi>{name}</bdi>
          </span>
          <code className={styles.id}>{user.user_id}</code>
        </div>
      </div>
      <p className={styles.text}>{text}</p>
      <ul className={styles.badges} aria-label="Identities">
        {user.identities.map(({ connection, provider, user_id: id }) => (
          <li key={`${provider}|${id}`}>
            <Badge>{connection}</Badge>
          </li>
        ))}
      </ul>
    </section>
  );
}
