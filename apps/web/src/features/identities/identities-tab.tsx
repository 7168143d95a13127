/** The identities of the user. */
export function IdentitiesTab() {
  return null;
}
