import { profileRows } from '@rollcall/shared/contract/profile.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useMay } from '../../../api/me.ts';
import { userQuery } from '../../../api/user.ts';
import { useDebounced } from '../../../lib/debounced.ts';
import { isProblem } from '../../../lib/problem-error.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { ButtonLink } from '../../../ui/button.tsx';
import { CopyText } from '../../../ui/copy-text.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { type Fact, Facts } from '../../../ui/facts.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { StateBadges } from '../state-badges.tsx';
import styles from './preview-panel.module.css';

/** How long one stays on a row before its user is read, in milliseconds: stepping past costs no requests. */
const pause = 150;

/** One user beside the list, as they are now, not as the search index knows them. */
export function PreviewPanel({ userId, onClose }: { userId: string; onClose: () => void }) {
  const settled = useDebounced(userId, pause);
  const may = useMay(profileRows.getUser);
  const user = useQuery({ ...userQuery(settled), enabled: may.allowed && settled !== '' });
  const isCurrent = settled === userId;
  return (
    <aside className={styles.panel} aria-label="Preview">
      <div className={styles.bar}>
        <h2 className={styles.label}>Preview</h2>
        <IconButton label="Close the preview" size="small" icon={<X aria-hidden />} onPress={onClose} />
      </div>
      {!may.allowed ? (
        <EmptyState title="The user cannot be shown">{may.sentence}</EmptyState>
      ) : !isCurrent || user.isLoading ? (
        <div className={styles.body} aria-busy>
          <Skeleton width="70%" />
          <Skeleton width="50%" />
          <Skeleton width="60%" />
        </div>
      ) : user.data !== undefined ? (
        <Previewed user={user.data.data} />
      ) : isProblem(user.error, 'not_found') ? (
        <EmptyState title="This user is gone">
          The list still shows what the search index knows. It is going to follow.
        </EmptyState>
      ) : (
        user.error !== null && (
          <div className={styles.body}>
            <ProblemNotice error={user.error} onRetry={() => void user.refetch()} />
          </div>
        )
      )}
    </aside>
  );
}

function Previewed({ user }: { user: UserDetail }) {
  const name = displayName(user);
  return (
    <div className={styles.body}>
      <div className={styles.who}>
        <Avatar name={name} picture={user.picture} size="medium" />
        <h3 className={styles.name}>
          <bdi>{name}</bdi>
        </h3>
      </div>
      <div className={styles.badges}>
        <StateBadges user={user} />
      </div>
      <CopyText text={user.user_id} label="user_id" />
      <ButtonLink to="/users/$userId" params={{ userId: user.user_id }}>
        Open
      </ButtonLink>
      <Facts isInline items={factsOf(user)} />
      <MetadataPart title="user_metadata" value={user.user_metadata} />
      <MetadataPart title="app_metadata" value={user.app_metadata} />
    </div>
  );
}

function factsOf(user: UserDetail): Fact[] {
  const others = user.identities.slice(1).map(({ connection }) => connection);
  const facts: (Fact | false)[] = [
    user.email !== undefined && { term: 'E-mail', value: <bdi>{user.email}</bdi> },
    user.phone_number !== undefined && { term: 'Phone', value: user.phone_number },
    user.username !== undefined && { term: 'Username', value: <bdi>{user.username}</bdi> },
    { term: 'Connection', value: user.identities[0]?.connection ?? '—' },
    others.length > 0 && { term: 'Linked', value: others.join(', ') },
    { term: 'Last sign-in', value: <RelativeTime iso={user.last_login} fallback="Never" /> },
    { term: 'Sign-ins', value: (user.logins_count ?? 0).toLocaleString('en') },
    { term: 'Created', value: <RelativeTime iso={user.created_at} fallback="—" /> },
  ];
  return facts.filter((fact) => fact !== false);
}

function MetadataPart({ title, value }: { title: string; value: object | undefined }) {
  if (value === undefined || Object.keys(value).length === 0) return null;
  return (
    <section>
      <h3 className={styles.part}>{title}</h3>
      <pre className={styles.json} dir="ltr">
        {JSON.stringify(value, null, 2)}
      </pre>
    </section>
  );
}
