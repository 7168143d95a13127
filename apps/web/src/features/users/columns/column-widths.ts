import type { Column } from '@rollcall/shared/user/columns.ts';

const widths: ReadonlyMap<string, number> = new Map([
  ['name', 240],
  ['email', 220],
  ['user_id', 240],
  ['connection', 180],
  ['status', 166],
  ['last_login', 128],
  ['logins_count', 88],
  ['created_at', 116],
  ['updated_at', 116],
  ['email_verified', 120],
]);
const otherwise = 150;

/** How wide a column is in pixels: as was chosen, or as its values usually need. */
export function widthOf({ path, width }: Column): number {
  return width ?? widths.get(path) ?? otherwise;
}

/** From which width of the list on, in pixels, columns have all that they usually need. */
const roomy = 950;
/** As little of that as they can do with. */
const least = 0.72;

/** The same for a style sheet: a width that nobody chose gives way where the list is narrow. */
export function widthStyle({ path, width }: Column): string {
  if (width !== undefined) return `${width}px`;
  const usual = widthOf({ path });
  return `min(${usual}px, ${((usual / roomy) * 100).toFixed(2)}cqi)`;
}

/** The least that a table of these columns needs, in pixels. */
export function leastWidth(columns: readonly Column[]): number {
  return columns.reduce((sum, { path, width }) => sum + (width ?? widthOf({ path }) * least), 0);
}

/** These columns, one of them as wide as that. */
export function withWidth(columns: readonly Column[], path: string, width: number | undefined): Column[] {
  return columns.map((column) => (column.path === path ? { path, width } : column));
}
