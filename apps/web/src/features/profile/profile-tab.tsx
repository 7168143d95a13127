/** The profile of the user. */
export function ProfileTab() {
  return null;
}
