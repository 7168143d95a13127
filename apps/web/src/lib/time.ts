const steps: readonly { unit: Intl.RelativeTimeFormatUnit; seconds: number }[] = [
  { unit: 'year', seconds: 31_557_600 },
  { unit: 'month', seconds: 2_629_800 },
  { unit: 'week', seconds: 604_800 },
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
];

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const exact = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'long' });

/** `3 days ago`, `in 2 hours`; `just now` within a minute. `now` is in milliseconds since 1970. */
export function relativeTime(moment: Date, now: number): string {
  const seconds = (moment.getTime() - now) / 1000;
  const step = steps.find((candidate) => Math.abs(seconds) >= candidate.seconds);
  return step === undefined ? 'just now' : relative.format(Math.trunc(seconds / step.seconds), step.unit);
}

/** The moment in the person's own time zone, with the zone. */
export function exactTime(moment: Date): string {
  return exact.format(moment);
}
