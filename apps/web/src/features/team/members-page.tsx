import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Search, UserPlus, X } from 'lucide-react';
import { Button as AriaButton, Input, SearchField } from 'react-aria-components/SearchField';
import { classNames } from '../../lib/class-names.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Why } from '../../ui/why.tsx';
import { TeamFrame } from './frame.tsx';
import frame from './frame.module.css';
import { MemberTable } from './member-table.tsx';
import { memberName } from './member-words.ts';
import styles from './members-page.module.css';
import { teamQuery, teamRolesQuery } from './queries.ts';
import { defaultTeamSearch, memberFilters, type TeamSearch } from './search-params.ts';
import { useInviteObstacle } from './use-claim.ts';

const route = getRouteApi('/shell/team');
const filterWords = { all: 'All', active: 'Active', invited: 'Invited', disabled: 'Disabled' } as const;

/** The team: who is in it, what each may do, and over whom. */
export function TeamPage() {
  return (
    <TeamFrame title="Team" actions={<InviteLink />}>
      <Members />
    </TeamFrame>
  );
}

function InviteLink() {
  const obstacle = useInviteObstacle();
  if (obstacle === undefined) {
    return (
      <ButtonLink to="/team/invite" variant="primary" icon={<UserPlus aria-hidden />}>
        Invite
      </ButtonLink>
    );
  }
  return (
    <>
      <Why sentence={obstacle} />
      <Button isDisabled icon={<UserPlus aria-hidden />}>
        Invite
      </Button>
    </>
  );
}

function Members() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/team' });
  const { data: members, error, refetch } = useQuery(teamQuery);
  const { data: roles } = useQuery(teamRolesQuery);
  const change = (changes: Partial<TeamSearch>) => {
    void navigate({ search: (before) => ({ ...before, ...changes }), replace: true });
  };
  const wanted = search.q.trim().toLowerCase();
  const found = members?.filter(
    (member) =>
      (search.status === 'all' || member.status === search.status) &&
      `${memberName(member)} ${member.email ?? ''}`.toLowerCase().includes(wanted),
  );
  return (
    <>
      <div className={styles.tools}>
        <SearchField
          aria-label="Search team members"
          className={classNames(styles.search)}
          value={search.q}
          onChange={(q) => {
            change({ q });
          }}
          maxLength={200}
        >
          <Search aria-hidden />
          <Input
            className={classNames(styles.input)}
            placeholder="Name or e-mail"
            autoComplete="off"
            dir="auto"
          />
          {search.q !== '' && (
            <AriaButton className={classNames(styles.clear)} aria-label="Clear the search">
              <X aria-hidden />
            </AriaButton>
          )}
        </SearchField>
        <fieldset className={styles.filters} aria-label="Status">
          {memberFilters.map((filter) => (
            <button
              key={filter}
              type="button"
              className={styles.filter}
              aria-pressed={search.status === filter}
              onClick={() => {
                change({ status: filter });
              }}
            >
              {filterWords[filter]}
              {members !== undefined && (
                <span className={styles.count}>
                  {members.filter(({ status }) => filter === 'all' || status === filter).length}
                </span>
              )}
            </button>
          ))}
        </fieldset>
      </div>
      {error !== null && (
        <div className={frame.notice}>
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {found?.length === 0 ? (
        <EmptyState
          title="Nobody in the team matches"
          action={
            <ButtonLink to="/team" search={defaultTeamSearch}>
              Show everybody
            </ButtonLink>
          }
        >
          Look for a name or an e-mail address, among all of them.
        </EmptyState>
      ) : (
        (found !== undefined || error === null) && <MemberTable members={found} roles={roles} />
      )}
    </>
  );
}
