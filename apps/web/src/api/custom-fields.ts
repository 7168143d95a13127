import { queryOptions } from '@tanstack/react-query';
import { call } from './call.ts';

/** The fields that the configuration makes of places in metadata. They change with a restart only. */
export const customFieldsQuery = queryOptions({
  queryKey: ['custom fields'],
  queryFn: async ({ signal }) => {
    // Their rules are not for the first load: most tenants have none.
    const { customFieldsRows } = await import('@rollcall/shared/contract/custom-fields.ts');
    return (await call(customFieldsRows.listCustomFields, { signal })).data.fields;
  },
  staleTime: Infinity,
});
