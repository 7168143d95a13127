import { queryOptions } from '@tanstack/react-query';
import { call } from './call.ts';

/** The names of those who manage the team: whom to ask for what is missing. */
export const teamManagersQuery = queryOptions({
  queryKey: ['team', 'managers'],
  queryFn: async ({ signal }) => {
    // Most people never miss anything: the rows of the team are not for the first load.
    const { teamRows } = await import('@rollcall/shared/contract/team.ts');
    const { managers } = (await call(teamRows.listTeamManagers, { signal })).data;
    return managers.map(({ name }) => name);
  },
  staleTime: 300_000,
});
