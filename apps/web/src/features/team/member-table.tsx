import type { TeamMemberDetail, TeamRoleDetail } from '@rollcall/shared/contract/team.ts';
import { Link } from '@tanstack/react-router';
import { useMe } from '../../api/me.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { PlainTime } from '../../ui/plain-time.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { GrantWords } from './grant-words.tsx';
import { memberName } from './member-words.ts';
import { StatusBadge } from './status-badge.tsx';
import styles from './team-table.module.css';

interface MemberTableProps {
  /** Undefined while they are still coming. */
  members: readonly TeamMemberDetail[] | undefined;
  roles: readonly TeamRoleDetail[] | undefined;
}

const places = ['64%', '48%', '72%', '56%', '60%'];

/** The team members; each row is a link. On a phone the rows become cards. */
export function MemberTable({ members, roles }: MemberTableProps) {
  return (
    <table className={styles.table} aria-label="Team members" data-kind="members">
      <thead>
        <tr>
          <th scope="col" data-column="member">
            Member
          </th>
          <th scope="col" data-column="grants">
            Roles and users
          </th>
          <th scope="col" data-column="status">
            Status
          </th>
          <th scope="col" data-column="seen">
            Last seen
          </th>
          <th scope="col" data-column="sessions">
            Sessions
          </th>
        </tr>
      </thead>
      <tbody>
        {members === undefined
          ? places.map((width) => (
              <tr key={width}>
                <td>
                  <Skeleton width={width} />
                </td>
                <td>
                  <Skeleton width="80%" />
                </td>
                <td data-column="status">
                  <Skeleton width="60%" />
                </td>
                <td data-column="seen">
                  <Skeleton width="60%" />
                </td>
                <td data-column="sessions">
                  <Skeleton width="30%" />
                </td>
              </tr>
            ))
          : members.map((member) => <MemberRow key={member.id} member={member} roles={roles} />)}
      </tbody>
    </table>
  );
}

function MemberRow({ member, roles }: { member: TeamMemberDetail; roles: MemberTableProps['roles'] }) {
  const isOneself = useMe().member.id === member.id;
  const name = memberName(member);
  return (
    <tr className={styles.row}>
      <td data-column="member">
        <div className={styles.person}>
          <Avatar name={name} picture={member.picture} size="medium" />
          <div className={styles.words}>
            <span className={styles.nameLine}>
              <Link
                to="/team/$memberId"
                params={{ memberId: member.id }}
                className={styles.link}
                title={name}
              >
                <bdi>{name}</bdi>
              </Link>
              {isOneself && <Badge>You</Badge>}
            </span>
            {member.email !== undefined && member.email !== name && (
              <span className={styles.handle} title={member.email}>
                <bdi>{member.email}</bdi>
              </span>
            )}
          </div>
        </div>
      </td>
      <td data-column="grants">
        <GrantWords grants={member.grants} roles={roles} />
      </td>
      <td data-column="status">
        <StatusBadge status={member.status} />
      </td>
      <td data-column="seen">
        <span className={styles.cardLabel}>Last seen </span>
        <PlainTime iso={member.lastSeenAt} fallback="Never" />
      </td>
      <td data-column="sessions">
        <span className={styles.cardLabel}>Sessions </span>
        {member.sessions}
      </td>
    </tr>
  );
}
