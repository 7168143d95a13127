import type { DuplicateReason } from '@rollcall/shared/contract/identities.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import type { UserSummary } from '@rollcall/shared/user/user-summary.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useDebounced } from '../../lib/debounced.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './link.module.css';
import { candidatesQuery, duplicatesQuery } from './queries.ts';

const linkRoute = getRouteApi('/shell/users/$userId/identities/link');
/** How long typing rests before the tenant is asked, in milliseconds. */
const pause = 300;

const reasonWords: Record<DuplicateReason, { text: string; tone: 'green' | 'amber' | 'neutral' }> = {
  verified_email: { text: 'Same verified e-mail', tone: 'green' },
  phone_number: { text: 'Same phone number', tone: 'green' },
  email: { text: 'Same e-mail, not verified by both', tone: 'amber' },
  name_and_local_part: { text: 'Same name and address before the @', tone: 'neutral' },
  name_and_ip: { text: 'Same name and IP address', tone: 'neutral' },
};

/** Whom to link: one of those who may be the same person, or anybody who is found. */
export function ChooseUser({ user }: { user: UserDetail }) {
  const { find = '' } = linkRoute.useSearch();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(find);
  const asked = useDebounced(typed.trim(), pause);
  const duplicates = useQuery(duplicatesQuery(user.user_id));
  const candidates = useQuery({ ...candidatesQuery(asked), enabled: asked !== '' });
  const found = (candidates.data?.users ?? []).filter(({ user_id: id }) => id !== user.user_id);
  useEffect(() => {
    if (asked === find) return;
    void navigate({
      to: '/users/$userId/identities/link',
      params: { userId: user.user_id },
      search: asked === '' ? {} : { find: asked },
      replace: true,
    });
  }, [asked, find, navigate, user.user_id]);

  return (
    <>
      <section className={styles.section} aria-labelledby="duplicates-title">
        <h3 id="duplicates-title" className={styles.subtitle}>
          Possible duplicates
        </h3>
        <p className={styles.text}>
          Users with the same e-mail address or phone number, or the same name and something more. They may be
          other people all the same.
        </p>
        {duplicates.isPending && <Lines />}
        {duplicates.error !== null && (
          <ProblemNotice error={duplicates.error} onRetry={() => void duplicates.refetch()} />
        )}
        {duplicates.data?.length === 0 && (
          <p className={styles.text}>Nobody among those whom you may see looks like the same person.</p>
        )}
        {duplicates.data !== undefined && duplicates.data.length > 0 && (
          <ul className={styles.people} aria-label="Possible duplicates">
            {duplicates.data.map((other) => (
              <Person key={other.user_id} user={other} to={user.user_id}>
                {other.reasons.map((reason) => (
                  <Badge key={reason} tone={reasonWords[reason].tone}>
                    {reasonWords[reason].text}
                  </Badge>
                ))}
              </Person>
            ))}
          </ul>
        )}
      </section>
      <section className={styles.section} aria-labelledby="search-title">
        <h3 id="search-title" className={styles.subtitle}>
          Somebody else
        </h3>
        <div className={styles.search}>
          <TextField
            label="Find the other user"
            type="search"
            placeholder="Name, e-mail address or user_id"
            prefix={<Search aria-hidden />}
            value={typed}
            onChange={setTyped}
            autoComplete="off"
            spellCheck="false"
          />
        </div>
        {candidates.isFetching && candidates.data === undefined && <Lines />}
        {candidates.error !== null && <ProblemNotice error={candidates.error} />}
        {candidates.data !== undefined && found.length === 0 && asked !== '' && (
          <p className={styles.text}>Nobody else is found by this.</p>
        )}
        {found.length > 0 && asked !== '' && (
          <>
            <ul className={styles.people} aria-label="Found users">
              {found.map((other) => (
                <Person key={other.user_id} user={other} to={user.user_id} />
              ))}
            </ul>
            {candidates.data !== undefined && candidates.data.total > candidates.data.users.length && (
              <p className={styles.text}>
                The first {candidates.data.users.length} of {candidates.data.total}. Say more to find others.
              </p>
            )}
          </>
        )}
      </section>
    </>
  );
}

interface PersonProps {
  user: UserSummary;
  /** Whom they would be linked to. */
  to: string;
  children?: ReactNode;
}

function Person({ user, to, children }: PersonProps) {
  const name = displayName(user);
  return (
    <li className={styles.someone}>
      <Avatar name={name} picture={user.picture} />
      <div className={styles.who}>
        <span className={styles.name}>
          <bdi>{name}</bdi>
        </span>
        <span className={styles.text}>
          {user.email !== undefined && user.email !== name && (
            <>
              <bdi>{user.email}</bdi>,{' '}
            </>
          )}
          {user.identities.map(({ connection }) => connection).join(', ')}
        </span>
        <code className={styles.id}>{user.user_id}</code>
        {children !== undefined && <span className={styles.badges}>{children}</span>}
      </div>
      <ButtonLink
        to="/users/$userId/identities/link"
        params={{ userId: to }}
        search={{ with: user.user_id }}
        size="small"
        aria-label={`Compare with ${name}`}
      >
        Compare
      </ButtonLink>
    </li>
  );
}

function Lines() {
  return (
    <div className={styles.section} aria-busy="true">
      <Skeleton width="50%" />
      <Skeleton width="65%" />
    </div>
  );
}
