/** The credentials of the user. */
export function CredentialsTab() {
  return null;
}
