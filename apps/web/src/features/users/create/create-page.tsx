import { newUsersRows } from '@rollcall/shared/contract/new-users.ts';
import { canCreateUsers } from '@rollcall/shared/user/connection.ts';
import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { connectionsQuery } from '../../../api/connections.ts';
import { lastListSearch } from '../../../api/last-list-search.ts';
import { useMay } from '../../../api/me.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { PageTitle } from '../../../ui/page-title.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { CreateForm } from './create-form.tsx';
import styles from './create.module.css';

/** A new user: first the connection, then the form that it asks for. */
export function CreateUserPage() {
  const may = useMay(newUsersRows.createUser);
  const back = (
    <ButtonLink
      to="/users"
      search={lastListSearch()}
      variant="quiet"
      size="small"
      icon={<ArrowLeft aria-hidden />}
    >
      Users
    </ButtonLink>
  );
  return (
    <div className={styles.page}>
      <PageTitle>Create user</PageTitle>
      <div className={styles.header}>
        <PageHeader title="Create user" back={back} />
      </div>
      {may.allowed ? (
        <Creation />
      ) : (
        <EmptyState
          title="You cannot create users"
          action={
            <ButtonLink to="/users" search={lastListSearch()}>
              Back to the users
            </ButtonLink>
          }
        >
          {may.sentence}
        </EmptyState>
      )}
    </div>
  );
}

function Creation() {
  const { data: connections, error, refetch } = useQuery(connectionsQuery);
  const [chosenId, setChosenId] = useState<string>();
  if (connections === undefined) {
    return error === null ? (
      <Skeleton width="min(100%, 480px)" height="32px" />
    ) : (
      <ProblemNotice error={error} onRetry={() => void refetch()} />
    );
  }
  const possible = connections.filter(canCreateUsers);
  const chosen = possible.find(({ id }) => id === chosenId) ?? possible[0];
  if (chosen === undefined) {
    return (
      <EmptyState title="There is no connection to create users in">
        Users can be created in database and passwordless connections. This tenant has none that Rollcall can
        see.
      </EmptyState>
    );
  }
  return <CreateForm connections={connections} chosen={chosen} onChoose={setChosenId} />;
}
