import { isPartlyMasked } from '@rollcall/shared/access/mask.ts';
import { type SearchField, searchFieldsRows } from '@rollcall/shared/contract/search-fields.ts';
import { rootFields } from '@rollcall/shared/query/field-guide.ts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from '../../../../api/call.ts';
import { useMe } from '../../../../api/me.ts';

/** A field that a condition can be about. */
export interface FieldOption {
  /** As Auth0 calls it; `anyField` for what looks into several attributes. */
  id: string;
  note: string;
  group: string;
}

/** Stands for a condition without a field. No path begins with a blank. */
export const anyField = ' any';
/** What such a condition is called. */
export const anyTitle = 'Words';

/** The paths into metadata that were seen, and the custom fields. */
export const searchFieldsQuery = queryOptions({
  queryKey: ['search fields'],
  queryFn: async ({ signal }) => (await call(searchFieldsRows.listSearchFields, { signal })).data.fields,
  staleTime: 300_000,
});

/** The fields that are offered: those that are not hidden from the team member. Any other can be typed. */
export function useFieldOptions(): FieldOption[] {
  const { masked } = useMe();
  const { data: seen = [] } = useQuery(searchFieldsQuery);
  const roots = rootFields
    .filter(({ field }) => !isPartlyMasked(masked, field))
    .map(({ field, title, group }) => ({ id: field, note: title === field ? '' : title, group }));
  const words = { id: anyField, note: 'in name, e-mail, username or user_id', group: 'Any attribute' };
  return [words, ...roots, ...seen.map(metadataOption)];
}

function metadataOption({ path, types, title }: SearchField): FieldOption {
  const root = path.startsWith('app_metadata') ? 'app_metadata' : 'user_metadata';
  if (title !== undefined) return { id: path, note: title, group: 'Custom fields' };
  return { id: path, note: types.join(', '), group: root };
}
