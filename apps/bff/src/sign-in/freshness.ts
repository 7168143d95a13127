/** How long ago a password may have been given so that it counts as given just now, in seconds. */
const longestAgo = 60;

/** What the clocks of one tenant's machines, and whole seconds, may differ by. */
const tolerance = 5;

/** Whether a person has given their password just now. Who does not say when has not. */
export function isFresh(signedInAgo: number | undefined): boolean {
  return signedInAgo !== undefined && signedInAgo >= -tolerance && signedInAgo <= longestAgo;
}

/**
 * Whether a person has given their password since they were asked to. A sign-in from before does not count,
 * however recent: anybody at the keyboard could have been sent through it.
 *
 * @param askedAgo how many seconds ago that was, by our own clock
 */
export function isConfirmed(signedInAgo: number | undefined, askedAgo: number): boolean {
  return isFresh(signedInAgo) && signedInAgo !== undefined && signedInAgo <= askedAgo + tolerance;
}
