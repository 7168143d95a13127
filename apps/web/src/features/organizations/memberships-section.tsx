import { type Membership, organizationsRows } from '@rollcall/shared/contract/organizations.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { useKeptDialog } from '../../lib/kept-dialog.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Why } from '../../ui/why.tsx';
import { WhySign } from '../../ui/why-sign.tsx';
import { AddDialog } from './add-dialog.tsx';
import { MemberRolesDialog } from './member-roles-dialog.tsx';
import { MembershipCard } from './membership-card.tsx';
import styles from './organizations.module.css';
import { membershipsQuery } from './queries.ts';
import { RemoveDialog } from './remove-dialog.tsx';

const route = getRouteApi('/shell/users/$userId/organizations');

/** The organizations that the user belongs to, with their roles there. */
export function MembershipsSection({ user }: { user: UserDetail }) {
  const { members: page = 1 } = route.useSearch();
  const navigate = useNavigate();
  const mayRead = useMay(organizationsRows.listUserOrganizations, [], user);
  const mayAdd = useMay(organizationsRows.addUserToOrganization, [], user);
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...membershipsQuery(user.user_id, page - 1),
    enabled: mayRead.allowed,
    placeholderData: keepPreviousData,
  });
  const [open, setOpen] = useKeptDialog(`organizations ${user.user_id}`, ['add']);
  const [act, setAct] = useState<{ kind: 'roles' | 'remove'; membership: Membership }>();
  const close = () => {
    setOpen(undefined);
    setAct(undefined);
  };
  const turnTo = (next: number) =>
    void navigate({
      to: '/users/$userId/organizations',
      params: { userId: user.user_id },
      search: ({ look }) => ({ look, members: next === 1 ? undefined : next }),
    });
  const pages = data === undefined ? 1 : Math.max(1, Math.ceil(data.total / data.limit));

  return (
    <section className={styles.section} aria-labelledby="memberships-title">
      <div className={styles.head}>
        <h2 id="memberships-title" className={styles.title}>
          Member of
        </h2>
        <span className={styles.act}>
          <Button icon={<Plus aria-hidden />} isDisabled={!mayAdd.allowed} onPress={() => setOpen('add')}>
            Add to an organization
          </Button>
          {!mayAdd.allowed && <WhySign sentence={mayAdd.sentence} />}
        </span>
      </div>
      {!mayRead.allowed && <Why sentence={mayRead.sentence} />}
      {error !== null && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {mayRead.allowed && data === undefined && error === null && <CardsSkeleton />}
      {data?.total === 0 && (
        <EmptyState title="In no organization">
          Members of an organization sign in to it, and have roles that count there alone.
        </EmptyState>
      )}
      {data !== undefined && data.memberships.length > 0 && (
        <ul className={styles.cards} aria-busy={isPlaceholderData}>
          {data.memberships.map((membership) => (
            <li key={membership.organization.id}>
              <MembershipCard
                user={user}
                membership={membership}
                onRoles={() => setAct({ kind: 'roles', membership })}
                onRemove={() => setAct({ kind: 'remove', membership })}
              />
            </li>
          ))}
        </ul>
      )}
      {pages > 1 && (
        <nav className={styles.pager} aria-label="Pages of organizations">
          <Button size="small" isDisabled={page <= 1} onPress={() => turnTo(page - 1)}>
            Previous
          </Button>
          <span>
            Page {page} of {pages}, {data?.total} organizations
          </span>
          <Button size="small" isDisabled={page >= pages} onPress={() => turnTo(page + 1)}>
            Next
          </Button>
        </nav>
      )}
      {open === 'add' && <AddDialog user={user} onClose={close} />}
      {act?.kind === 'roles' && <MemberRolesDialog user={user} membership={act.membership} onClose={close} />}
      {act?.kind === 'remove' && <RemoveDialog user={user} membership={act.membership} onClose={close} />}
    </section>
  );
}

function CardsSkeleton() {
  return (
    <div className={styles.cards} aria-busy="true">
      {['a', 'b'].map((key) => (
        <div key={key} className={styles.card}>
          <Skeleton width="40%" />
          <Skeleton width="70%" />
        </div>
      ))}
    </div>
  );
}
