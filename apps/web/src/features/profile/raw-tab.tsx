/** The user as JSON. */
export function RawTab() {
  return null;
}
