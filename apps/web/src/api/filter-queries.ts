import { walksRows } from '@rollcall/shared/contract/walks.ts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from './call.ts';

const kept = { placeholderData: keepPreviousData, staleTime: 60_000 };

/** Something that a list can be filtered by. */
interface FilterOption {
  id: string;
  label: string;
  description?: string | undefined;
}

/** What is found of it, and whether that is all. */
export interface FilterOptions {
  options: FilterOption[];
  note?: string | undefined;
}

const cut = 'There are more. Type more of the name.';

/** The roles with these words in their names, or with this id. */
export function roleFiltersQuery(q: string) {
  return queryOptions({
    queryKey: ['role-filters', q],
    queryFn: async ({ signal }): Promise<FilterOptions> => {
      const { data } = await call(walksRows.listRoleFilters, { query: { q }, signal });
      const options = data.roles.map(({ id, name, description }) => ({ id, label: name, description }));
      return { options, note: data.complete ? undefined : cut };
    },
    ...kept,
  });
}

/** The organizations with these words in their names, or with this id. */
export function organizationFiltersQuery(q: string) {
  return queryOptions({
    queryKey: ['organization-filters', q],
    queryFn: async ({ signal }): Promise<FilterOptions> => {
      const { data } = await call(walksRows.listOrganizationFilters, { query: { q }, signal });
      const options = data.organizations.map(({ id, name, display_name: title }) => ({
        id,
        label: title ?? name,
        description: title === undefined ? undefined : name,
      }));
      const byId = 'You see certain users only, so an organization is found by its id alone.';
      return { options, note: data.named ? (data.complete ? undefined : cut) : byId };
    },
    ...kept,
  });
}
