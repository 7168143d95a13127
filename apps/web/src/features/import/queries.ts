import { type Import, importsRows } from '@rollcall/shared/contract/imports.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';

const lookEveryMs = 1500;

/** Whether nothing more happens to an import by itself. */
export function isOver({ state }: Import): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}

/** An import, looked at again while it runs. */
export function importQuery(id: string) {
  return queryOptions({
    queryKey: ['import', id],
    queryFn: async ({ signal }) =>
      (await call(importsRows.getImport, { params: { operationId: id }, signal })).data,
    refetchInterval: ({ state: { data } }) =>
      data === undefined || isOver(data) || data.state === 'collecting' ? false : lookEveryMs,
  });
}

/** The rows of it that were not imported, a thousand at a time. */
export function failuresQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ['import', id, 'failures'],
    queryFn: async ({ signal, pageParam }) =>
      (
        await call(importsRows.listImportFailures, {
          params: { operationId: id },
          query: { after: pageParam },
          signal,
        })
      ).data,
    initialPageParam: -1,
    getNextPageParam: ({ failures, more }) => (more ? failures.at(-1)?.seq : undefined),
  });
}
