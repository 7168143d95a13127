/** The list of users. */
export function UsersPage() {
  return null;
}
