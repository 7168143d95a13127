/** How many are remembered. */
const most = 6;

// In memory only, and only ids: it ends with the page, as at signing out.
let recent: readonly string[] = [];

/** Remembers that the page of a user was opened. */
export function rememberUserPage(userId: string): void {
  recent = [userId, ...recent.filter((id) => id !== userId)].slice(0, most);
}

/** The user_ids of those whose pages were opened, the last one first. */
export function recentUserPages(): readonly string[] {
  return recent;
}
