import type { Permission } from '@rollcall/shared/access/permissions.ts';
import type { Row } from '@rollcall/shared/contract/row.ts';
import { rows } from '@rollcall/shared/contract/rows.ts';

/** A row as a person reads it. */
export interface OpenedRow {
  method: Row['method'];
  path: string;
  /** Its name in words: “Update user”. */
  title: string;
  /** The keys of the body that the permission opens, where it opens these alone. */
  fields: string[];
}

/** The rows that a permission opens: whole ones, and those of which it opens a part. */
export function openedRows(permission: Permission): OpenedRow[] {
  return Object.entries<Row>(rows).flatMap(([name, row]) => {
    const fields = Object.entries(row.fields ?? {})
      .filter(([, rule]) => rule.permission === permission)
      .map(([field]) => field);
    if (row.permission !== permission && fields.length === 0) return [];
    const isWhole = row.permission === permission;
    return [{ method: row.method, path: row.path, title: titleOf(name), fields: isWhole ? [] : fields }];
  });
}

/**
 * Whether a permission opens acts that could be given a reason. Seeing users is what every act on a user
 * spends besides its own permission; a reason for it would be one for everything.
 */
export function opensActs(permission: Permission): boolean {
  if (permission === 'users:read') return false;
  return Object.values<Row>(rows).some(
    (row) =>
      row.audit !== undefined &&
      (row.permission === permission ||
        Object.values(row.fields ?? {}).some((rule) => rule.permission === permission)),
  );
}

/** `listTeamRoles` → “List team roles”. */
function titleOf(name: string): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
