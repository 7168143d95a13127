import { permissions as sentences } from '@rollcall/shared/access/permissions.ts';
import { type TeamRoleDetail, teamRows } from '@rollcall/shared/contract/team.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useMay } from '../../api/me.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Why } from '../../ui/why.tsx';
import { TeamFrame } from './frame.tsx';
import frame from './frame.module.css';
import { teamRolesQuery } from './queries.ts';
import styles from './team-table.module.css';

/** The team roles: those that are built in, and those that the team has made. */
export function RolesPage() {
  return (
    <TeamFrame title="Team roles" actions={<NewRoleLink />}>
      <Roles />
    </TeamFrame>
  );
}

function NewRoleLink() {
  const may = useMay(teamRows.createTeamRole);
  if (may.allowed) {
    return (
      <ButtonLink to="/team/roles/new" variant="primary" icon={<Plus aria-hidden />}>
        New role
      </ButtonLink>
    );
  }
  return (
    <>
      <Why sentence={may.sentence} />
      <Button isDisabled icon={<Plus aria-hidden />}>
        New role
      </Button>
    </>
  );
}

const places = ['40%', '52%', '34%', '46%', '38%'];

function Roles() {
  const { data: roles, error, refetch } = useQuery(teamRolesQuery);
  if (roles === undefined && error !== null) {
    return (
      <div className={frame.notice}>
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  return (
    <table className={styles.table} aria-label="Team roles" data-kind="roles">
      <thead>
        <tr>
          <th scope="col">Role</th>
          <th scope="col" data-column="kind">
            Kind
          </th>
          <th scope="col" data-column="count">
            Permissions
          </th>
          <th scope="col" data-column="members">
            Members
          </th>
        </tr>
      </thead>
      <tbody>
        {roles === undefined
          ? places.map((width) => (
              <tr key={width}>
                <td colSpan={4}>
                  <Skeleton width={width} />
                </td>
              </tr>
            ))
          : roles.map((role) => <RoleRow key={role.id} role={role} />)}
      </tbody>
    </table>
  );
}

function RoleRow({ role }: { role: TeamRoleDetail }) {
  return (
    <tr className={styles.row}>
      <td>
        <RoleWords role={role} />
      </td>
      <td data-column="kind">{role.builtIn ? <Badge>Built in</Badge> : <Badge tone="blue">Custom</Badge>}</td>
      <td data-column="count">
        <span className={styles.cardLabel}>Permissions </span>
        {role.permissions.length}
      </td>
      <td data-column="members">
        <span className={styles.cardLabel}>Members </span>
        {role.members}
      </td>
    </tr>
  );
}

function RoleWords({ role }: { role: TeamRoleDetail }) {
  return (
    <div className={styles.words}>
      <Link to="/team/roles/$roleId" params={{ roleId: role.id }} className={styles.link}>
        <bdi>{role.title}</bdi>
      </Link>
      <span className={styles.sentences}>
        {role.permissions.map((permission) => sentences[permission]).join(' · ')}
      </span>
    </div>
  );
}
