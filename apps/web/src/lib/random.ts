const range = 2 ** 32;

/** A whole number from 0 up to, and without, `max` (at most 2³²), from the browser's cryptographic source. */
export function randomBelow(max: number): number {
  const fair = range - (range % max);
  const drawn = new Uint32Array(1);
  // Numbers beyond the last whole multiple of `max` would make the small ones likelier.
  do crypto.getRandomValues(drawn);
  while ((drawn[0] ?? range) >= fair);
  return (drawn[0] ?? 0) % max;
}
