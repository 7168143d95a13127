import { useNow } from '../lib/now.ts';
import { exactTime, relativeTime } from '../lib/time.ts';
import { readMoment } from './plain-time.tsx';
import { Tooltip, TooltipTarget } from './tooltip.tsx';

export interface RelativeTimeProps {
  iso: string | undefined;
  /** What to say when there is no such moment: “Never”. */
  fallback?: string;
}

/** How long ago a moment was, with the exact moment on hover or focus. */
export function RelativeTime({ iso, fallback = '—' }: RelativeTimeProps) {
  const now = useNow();
  const moment = readMoment(iso);
  if (moment === undefined) return fallback;
  return (
    <Tooltip text={exactTime(moment)}>
      <TooltipTarget>
        <time dateTime={iso}>{relativeTime(moment, now)}</time>
      </TooltipTarget>
    </Tooltip>
  );
}
