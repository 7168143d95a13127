import type { TeamMemberDetail, TeamRoleDetail } from '@rollcall/shared/contract/team.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Facts } from '../../ui/facts.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Why } from '../../ui/why.tsx';
import { useMe } from '../../api/me.ts';
import { useMay } from '../../api/me.ts';
import { teamRows } from '@rollcall/shared/contract/team.ts';
import { TeamSubpage } from './frame.tsx';
import frame from './frame.module.css';
import { GrantWords } from './grant-words.tsx';
import { MemberActs } from './member-acts.tsx';
import { MemberGrants } from './member-grants.tsx';
import styles from './member-page.module.css';
import { memberName } from './member-words.ts';
import { teamQuery, teamRolesQuery } from './queries.ts';
import { StatusBadge } from './status-badge.tsx';
import { useSourceSentence } from './use-claim.ts';

const route = getRouteApi('/shell/team/$memberId');

/** One team member: what they may do, whether they are there, and what can be done about it. */
export function MemberPage() {
  const { memberId } = route.useParams();
  const { data: members, error, refetch } = useQuery(teamQuery);
  const roles = useQuery(teamRolesQuery);
  const member = members?.find(({ id }) => id === memberId);
  if (member !== undefined && members !== undefined && roles.data !== undefined) {
    return (
      <TeamSubpage title={memberName(member)} back="team" header={<Header member={member} />}>
        <div className={frame.body}>
          {error !== null && <ProblemNotice error={error} onRetry={() => void refetch()} />}
          <MemberFacts member={member} />
          <Grants key={memberId} member={member} members={members} roles={roles.data} />
        </div>
      </TeamSubpage>
    );
  }
  const failure = error ?? roles.error;
  return (
    <TeamSubpage title="Team member" back="team">
      <div className={frame.body}>
        {failure !== null ? (
          <ProblemNotice
            error={failure}
            onRetry={() => {
              void refetch();
              void roles.refetch();
            }}
          />
        ) : members !== undefined && member === undefined ? (
          <EmptyState
            title="There is nobody like that in the team"
            action={<ButtonLink to="/team">Back to the team</ButtonLink>}
          >
            They may have been removed meanwhile.
          </EmptyState>
        ) : (
          <Skeleton height="200px" />
        )}
      </div>
    </TeamSubpage>
  );
}

function Header({ member }: { member: TeamMemberDetail }) {
  const name = memberName(member);
  const isOneself = useMe().member.id === member.id;
  return (
    <header className={styles.header}>
      <Avatar name={name} picture={member.picture} size="large" />
      <div className={styles.words}>
        <div className={styles.title}>
          <h1 className={styles.name} title={name}>
            <bdi>{name}</bdi>
          </h1>
          <StatusBadge status={member.status} />
          {isOneself && <Badge>You</Badge>}
        </div>
        {member.email !== undefined && member.email !== name && (
          <span className={styles.email}>
            <bdi>{member.email}</bdi>
          </span>
        )}
      </div>
      <MemberActs member={member} />
    </header>
  );
}

function MemberFacts({ member }: { member: TeamMemberDetail }) {
  const { subject, lastSeenAt, sessions } = member;
  return (
    <Facts
      items={[
        { term: 'Last seen', value: <RelativeTime iso={lastSeenAt} fallback="Never" /> },
        { term: 'Sessions', value: sessions },
        {
          term: 'Signs in as',
          value:
            subject === undefined ? (
              'Whoever verifies this address first'
            ) : (
              <CopyText text={subject} label="sub" />
            ),
        },
      ]}
    />
  );
}

interface GrantsProps {
  member: TeamMemberDetail;
  members: readonly TeamMemberDetail[];
  roles: readonly TeamRoleDetail[];
}

function Grants({ member, members, roles }: GrantsProps) {
  const may = useMay(teamRows.updateTeamMember);
  const { mayChange } = member;
  const elsewhere = useSourceSentence(member);
  const obstacle =
    elsewhere ?? (may.allowed ? (mayChange.allowed ? undefined : mayChange.sentence) : may.sentence);
  return (
    <section className={frame.section} aria-labelledby="grants">
      <h2 className={frame.sectionTitle} id="grants">
        Roles and users
      </h2>
      {obstacle === undefined ? (
        <MemberGrants member={member} members={members} roles={roles} />
      ) : (
        <>
          <Why sentence={obstacle} />
          <div className={styles.readOnly}>
            <GrantWords grants={member.grants} roles={roles} />
          </div>
        </>
      )}
    </section>
  );
}
