import { type Operation, operationsRows } from '@rollcall/shared/contract/operations.ts';
import type { ItemState } from '@rollcall/shared/contract/operation-states.ts';
import { bulkRows } from '@rollcall/shared/contract/bulk.ts';
import { infiniteQueryOptions, type QueryClient, queryOptions, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { useEvents } from '../../api/use-events.ts';

const key = ['operations'] as const;
const newest: string | undefined = undefined;

/** Operations, the newest first, page after page. */
export function operationsQuery(which: 'open' | 'over') {
  return infiniteQueryOptions({
    queryKey: [...key, 'list', which],
    queryFn: async ({ pageParam: before, signal }) =>
      (await call(operationsRows.listOperations, { query: { which, before }, signal })).data,
    initialPageParam: newest,
    getNextPageParam: ({ operations, more }) => (more ? operations.at(-1)?.id : undefined),
  });
}

/** How one operation stands. */
export function operationQuery(operationId: string) {
  return queryOptions({
    queryKey: [...key, 'one', operationId],
    queryFn: async ({ signal }) =>
      (await call(operationsRows.getOperation, { params: { operationId }, signal })).data,
  });
}

const first = -1;

/** What has become of its items, page after page. */
export function itemsQuery(operationId: string, state: ItemState | undefined) {
  return infiniteQueryOptions({
    queryKey: [...key, 'items', operationId, state ?? 'all'],
    queryFn: async ({ pageParam: after, signal }) =>
      (
        await call(operationsRows.listOperationItems, {
          params: { operationId },
          query: { after, state },
          signal,
        })
      ).data,
    initialPageParam: first,
    getNextPageParam: ({ items, more }) => (more ? items.at(-1)?.seq : undefined),
  });
}

/** What it would change of the first users. */
export function sampleQuery(operationId: string) {
  return queryOptions({
    queryKey: [...key, 'sample', operationId],
    queryFn: async ({ signal }) =>
      (await call(bulkRows.sampleBulk, { params: { operationId }, signal })).data.sample,
    staleTime: 60_000,
  });
}

/** Takes over how an operation stands now. */
export function keepOperation(queryClient: QueryClient, operation: Operation): void {
  const before = queryClient.getQueryData(operationQuery(operation.id).queryKey);
  queryClient.setQueryData(operationQuery(operation.id).queryKey, operation);
  if (before?.state === operation.state) return;
  void queryClient.invalidateQueries({ queryKey: [...key, 'list'] });
  void queryClient.invalidateQueries({ queryKey: [...key, 'items', operation.id] });
}

const everything = {};

/** Keeps what is shown of operations as they are, for as long as the component is there. */
export function useLiveOperations() {
  const queryClient = useQueryClient();
  return useEvents(operationsRows.watchOperations, everything, ({ data }) => {
    keepOperation(queryClient, data);
    for (const which of ['open', 'over'] as const) {
      queryClient.setQueryData(operationsQuery(which).queryKey, (list) =>
        list === undefined
          ? undefined
          : {
              ...list,
              pages: list.pages.map((page) => ({
                ...page,
                operations: page.operations.map((each) => (each.id === data.id ? data : each)),
              })),
            },
      );
    }
  });
}
