import { refuseRole } from '@rollcall/shared/access/rank.ts';
import { type TeamMemberDetail, type TeamRoleDetail, teamRows } from '@rollcall/shared/contract/team.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Copy, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useMay } from '../../api/me.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { Why } from '../../ui/why.tsx';
import { DeleteRoleDialog } from './delete-role-dialog.tsx';
import { TeamSubpage } from './frame.tsx';
import frame from './frame.module.css';
import { memberName } from './member-words.ts';
import { PermissionList } from './permission-list.tsx';
import { teamKey, teamQuery, teamRolesQuery } from './queries.ts';
import { RoleForm, type RoleValues } from './role-form.tsx';
import { useOwnGrants } from './use-own-grants.ts';

const route = getRouteApi('/shell/team/roles/$roleId');

/** One team role: what it allows, and who has it. Built-in ones are there to read and to copy. */
export function RolePage() {
  const { roleId } = route.useParams();
  const { data: roles, error, refetch } = useQuery(teamRolesQuery);
  const { data: members, error: membersError } = useQuery(teamQuery);
  const role = roles?.find(({ id }) => id === roleId);
  if (role !== undefined && members !== undefined) {
    return <Role key={role.id} role={role} roles={roles ?? []} members={members} />;
  }
  const failure = error ?? membersError;
  return (
    <TeamSubpage title="Team role" back="roles">
      <div className={frame.body}>
        {failure !== null ? (
          <ProblemNotice error={failure} onRetry={() => void refetch()} />
        ) : roles !== undefined && role === undefined ? (
          <EmptyState
            title="There is no such team role"
            action={<ButtonLink to="/team/roles">All team roles</ButtonLink>}
          >
            It may have been deleted meanwhile.
          </EmptyState>
        ) : (
          <Skeleton height="240px" />
        )}
      </div>
    </TeamSubpage>
  );
}

interface RoleProps {
  role: TeamRoleDetail;
  roles: readonly TeamRoleDetail[];
  members: readonly TeamMemberDetail[];
}

function Role({ role, roles, members }: RoleProps) {
  const [isDeleting, setDeleting] = useState(false);
  const own = useOwnGrants(members, roles);
  const may = useMay(teamRows.updateTeamRole);
  const holders = members.filter(({ grants }) => grants.some((grant) => grant.role === role.id));
  const obstacle = may.allowed ? refuseRole(own, role.permissions)?.sentence : may.sentence;
  return (
    <TeamSubpage
      title={role.title}
      back="roles"
      header={
        <PageHeader
          title={role.title}
          actions={
            <>
              <ButtonLink to="/team/roles/new" search={{ from: role.id }} icon={<Copy aria-hidden />}>
                Duplicate as new role
              </ButtonLink>
              {!role.builtIn && (
                <Button
                  icon={<Trash2 aria-hidden />}
                  isDisabled={holders.length > 0 || obstacle !== undefined}
                  onPress={() => setDeleting(true)}
                >
                  Delete
                </Button>
              )}
            </>
          }
        />
      }
    >
      <div className={frame.notes}>
        {role.builtIn && (
          <p className={frame.text}>Built in, and cannot be changed. Make your own out of it.</p>
        )}
        <p className={frame.text}>{holderSentence(holders)}</p>
        {!role.builtIn && obstacle !== undefined && <Why sentence={obstacle} />}
        {!role.builtIn && obstacle === undefined && holders.length > 0 && (
          <Why sentence="It can be deleted when nobody has it. Give them another one first." />
        )}
      </div>
      {role.builtIn || obstacle !== undefined ? (
        <div className={frame.body}>
          <PermissionList given={role.permissions} />
        </div>
      ) : (
        <Editing role={role} own={own} />
      )}
      {isDeleting && <DeleteRoleDialog role={role} onClose={() => setDeleting(false)} />}
    </TeamSubpage>
  );
}

function Editing({ role, own }: { role: TeamRoleDetail; own: ReturnType<typeof useOwnGrants> }) {
  const queryClient = useQueryClient();
  const update = useMutation({
    mutationFn: async ({ values, reason }: { values: RoleValues; reason: string | undefined }) =>
      (await call(teamRows.updateTeamRole, { params: { roleId: role.id }, body: values, reason })).data,
    onSuccess: (changed) => {
      queryClient.setQueryData(teamRolesQuery.queryKey, (before) =>
        before?.map((other) => (other.id === changed.id ? changed : other)),
      );
      toast({ text: `${changed.title} is saved, and counts from the next request on.` });
      void queryClient.invalidateQueries({ queryKey: teamKey });
    },
  });
  return (
    <RoleForm
      keptKey={`team.${role.id}`}
      row={teamRows.updateTeamRole}
      initial={role}
      own={own}
      action="Save changes"
      isPending={update.isPending}
      error={update.error}
      onSubmit={(values, reason) => {
        update.mutate({ values, reason });
      }}
    />
  );
}

function holderSentence(holders: readonly TeamMemberDetail[]): string {
  const names = holders.map(memberName);
  if (names.length === 0) return 'Nobody has this team role.';
  const words =
    names.length === 1 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.slice(-1).join('')}`;
  return `${words} ${names.length === 1 ? 'has' : 'have'} this team role.`;
}
