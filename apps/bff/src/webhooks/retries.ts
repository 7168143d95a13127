const minute = 60_000;
const hour = 60 * minute;

/** How long after each failed try the next one is due; the last of all is about 22 hours after the first. */
const waits = [minute, 5 * minute, 15 * minute, hour, 3 * hour, 6 * hour, 12 * hour];

/** When to try again after this many failed tries; `undefined` when it is given up. */
export function nextTry(tries: number, now: Date): Date | undefined {
  const wait = waits[tries - 1];
  return wait === undefined ? undefined : new Date(now.getTime() + wait);
}
