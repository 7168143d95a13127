/** The form for a new user. */
export function CreateUserPage() {
  return null;
}
