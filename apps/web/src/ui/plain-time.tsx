import { useNow } from '../lib/now.ts';
import { exactTime, relativeTime } from '../lib/time.ts';

export interface PlainTimeProps {
  iso: string | undefined;
  /** What to say when there is no such moment: “Never”. */
  fallback?: string;
}

/**
 * How long ago a moment was, with the exact moment as a `title`: for long lists, where a tooltip
 * would make each row one more stop for the keyboard.
 */
export function PlainTime({ iso, fallback = '—' }: PlainTimeProps) {
  const now = useNow();
  const moment = readMoment(iso);
  if (moment === undefined) return fallback;
  return (
    <time dateTime={iso} title={exactTime(moment)}>
      {relativeTime(moment, now)}
    </time>
  );
}

/** The moment of an ISO text; undefined where there is none. */
export function readMoment(iso: string | undefined): Date | undefined {
  const moment = new Date(iso ?? Number.NaN);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}
