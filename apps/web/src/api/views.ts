import { type View, viewsRows } from '@rollcall/shared/contract/views.ts';
import { defaultListState, type ListState } from '@rollcall/shared/user/list-state.ts';
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { call } from './call.ts';

/** What stands in the address in place of a view's id where all users are wanted, whatever is the default. */
export const allUsers = 'all';

/** The views that the team member has, their own before those that others share. */
export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: async ({ signal }) => (await call(viewsRows.listViews, { signal })).data.views,
  staleTime: 60_000,
});

/** The view that the list of users begins with; `undefined` where it begins with all users. */
export async function defaultView(queryClient: QueryClient): Promise<View | undefined> {
  // A list without its view is better than none.
  const views = await queryClient.ensureQueryData(viewsQuery).catch(() => []);
  return views.find((view) => view.is_default);
}

/** The views as far as they are known. */
export function useViews(): readonly View[] {
  return useQuery(viewsQuery).data ?? noViews;
}

const noViews: readonly View[] = [];

/** The search of the list of users that a view stands for. */
export function searchOfView({ id, state }: View): ListState & { view: string } {
  return { ...state, view: id };
}

/** The search of the list as it begins for the team member. */
export function useHomeSearch(): Partial<ListState> & { view?: string } {
  const view = useViews().find(({ is_default }) => is_default);
  return view === undefined ? {} : searchOfView(view);
}

/** The state of a list, without what only the address has to say. */
export function stateOf(search: ListState): ListState {
  const { q, sort, role, organization, mfa, columns, density, per_page } = search;
  return { q, sort, role, organization, mfa, columns, density, per_page };
}

/** Whether a list shows something else than a view keeps; without a view, than all users. */
export function differs(search: ListState, view: View | undefined): boolean {
  return JSON.stringify(stateOf(search)) !== JSON.stringify(stateOf(view?.state ?? defaultListState));
}
