import { auditRows } from '@rollcall/shared/contract/audit.ts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMay } from '../../api/me.ts';
import { userQuery } from '../../api/user.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { EventsView } from './events-view.tsx';
import styles from './page.module.css';

/** What was done to one user in Rollcall, and by whom. */
export function UserAuditTab() {
  const { userId } = useParams({ from: '/shell/users/$userId' });
  const search = useSearch({ from: '/shell/users/$userId/audit' });
  const navigate = useNavigate({ from: '/users/$userId/audit' });
  const { data: answer } = useSuspenseQuery(userQuery(userId));
  const may = useMay(auditRows.listUserAuditEvents, [], answer.data.permissions);
  if (!may.allowed) {
    return <EmptyState title="What was done to this user cannot be shown">{may.sentence}</EmptyState>;
  }
  return (
    <section className={styles.tab} aria-label="Audit">
      <EventsView
        userId={userId}
        search={search}
        onChange={(changes) =>
          void navigate({
            search: (before) => ({ ...before, ...changes }),
            replace: true,
            resetScroll: false,
          })
        }
        onClear={() => void navigate({ search: {} })}
      />
    </section>
  );
}
