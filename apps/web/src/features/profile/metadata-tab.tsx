/** The metadata of the user. */
export function MetadataTab() {
  return null;
}
