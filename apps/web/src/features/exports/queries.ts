import { exportsRows, type UserExport } from '@rollcall/shared/contract/exports.ts';
import { operationsRows } from '@rollcall/shared/contract/operations.ts';
import { walksRows } from '@rollcall/shared/contract/walks.ts';
import { rootColumns, writeColumns } from '@rollcall/shared/user/columns.ts';
import type { CustomField } from '@rollcall/shared/user/custom-fields.ts';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';

/** What of the list an export is made of. */
export interface ExportedList {
  q: string;
  sort: string;
  role: string;
  organization: string;
  mfa: '' | 'none';
  columns: string;
  /** The walk that the rows come from; empty for none. */
  walk: string;
}

/** What is to be in a file. */
export interface ExportForm {
  what: 'list' | 'selected' | 'tenant';
  format: UserExport['format'];
  columns: 'shown' | 'all';
  roles: boolean;
  organizations: boolean;
}

/** One's own exports of the last day. */
export const exportsQuery = queryOptions({
  queryKey: ['exports'],
  queryFn: async ({ signal }) => (await call(exportsRows.listExports, { signal })).data.exports,
});

/** Whether the list is of everybody. */
export function isOfEverybody({ q, role, organization, mfa }: ExportedList): boolean {
  return q.trim() === '' && role === '' && organization === '' && mfa === '';
}

/** Begins to make a file. */
export async function startExport(
  form: ExportForm,
  list: ExportedList,
  selected: readonly string[],
  fields: readonly CustomField[],
  reason: string,
): Promise<UserExport> {
  const { what, format } = form;
  const columns = form.columns === 'all' ? allColumns(fields) : list.columns;
  if (what === 'tenant') {
    return (await call(exportsRows.startTenantExport, { body: { format, columns }, reason })).data;
  }
  const users = what === 'selected' ? { ids: [...selected] } : { walk: await walkOf(list) };
  const included = {
    ...(form.roles ? { roles: true as const } : {}),
    ...(form.organizations ? { organizations: true as const } : {}),
  };
  return (await call(exportsRows.startExport, { body: { ...users, format, columns, ...included }, reason }))
    .data;
}

/** The walk that the list comes from, or a new one. */
async function walkOf({ q, sort, role, organization, mfa, walk }: ExportedList): Promise<string> {
  if (walk !== '') return walk;
  const body = {
    q,
    sort,
    ...(role === '' ? {} : { role }),
    ...(organization === '' ? {} : { organization }),
    ...(mfa === '' ? {} : { mfa }),
  };
  return (await call(walksRows.startWalk, { body })).data.id;
}

function allColumns(fields: readonly CustomField[]): string {
  const custom = fields.filter(({ showInList }) => showInList).map(({ key }) => key);
  const others = [...rootColumns.keys()].filter((path) => path !== 'user_id');
  return writeColumns(['user_id', ...others, ...custom].map((path) => ({ path })));
}

/** Stops making a file. */
export async function cancelExport(id: string): Promise<void> {
  await call(operationsRows.cancelOperation, { params: { operationId: id } });
}
