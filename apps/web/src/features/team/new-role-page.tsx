import { teamRows } from '@rollcall/shared/contract/team.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { call } from '../../api/call.ts';
import { useMay } from '../../api/me.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { TeamSubpage } from './frame.tsx';
import frame from './frame.module.css';
import { teamKey, teamQuery, teamRolesQuery } from './queries.ts';
import { RoleForm, type RoleValues } from './role-form.tsx';
import { useOwnGrants } from './use-own-grants.ts';

const route = getRouteApi('/shell/team/roles/new');

/** A new team role, from nothing or as a copy of another. */
export function NewRolePage() {
  const may = useMay(teamRows.createTeamRole);
  return (
    <TeamSubpage title="New team role" back="roles">
      {may.allowed ? (
        <NewRole />
      ) : (
        <EmptyState title="You cannot make team roles at the moment">{may.sentence}</EmptyState>
      )}
    </TeamSubpage>
  );
}

function NewRole() {
  const { from } = route.useSearch();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { data: roles, error, refetch } = useQuery(teamRolesQuery);
  const { data: members } = useQuery(teamQuery);
  const own = useOwnGrants(members ?? [], roles ?? []);
  const create = useMutation({
    mutationFn: async ({ values, reason }: { values: RoleValues; reason: string | undefined }) =>
      (await call(teamRows.createTeamRole, { body: values, reason })).data,
    onSuccess: async (role) => {
      toast({ text: `The team role ${role.title} is there.` });
      await navigate({ to: '/team/roles', ignoreBlocker: true });
      await queryClient.invalidateQueries({ queryKey: teamKey });
    },
  });
  if (roles === undefined || members === undefined) {
    return (
      <div className={frame.body}>
        {error === null ? (
          <Skeleton height="240px" />
        ) : (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        )}
      </div>
    );
  }
  const copied = roles.find(({ id }) => id === from);
  return (
    <RoleForm
      keptKey="team.new-role"
      row={teamRows.createTeamRole}
      initial={{ title: '', permissions: copied?.permissions ?? [] }}
      own={own}
      action="Make the role"
      isPending={create.isPending}
      error={create.error}
      onSubmit={(values, reason) => {
        create.mutate({ values, reason });
      }}
    >
      <ButtonLink to="/team/roles">Cancel</ButtonLink>
    </RoleForm>
  );
}
