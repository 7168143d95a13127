import { exactTime } from '../lib/time.ts';
import { PlainTime, readMoment } from './plain-time.tsx';
import { Tooltip, TooltipTarget } from './tooltip.tsx';

export interface RelativeTimeProps {
  iso: string | undefined;
  /** What to say when there is no such moment: “Never”. */
  fallback?: string;
}

/** How long ago a moment was, with the exact moment on hover or focus. */
export function RelativeTime({ iso, fallback = '—' }: RelativeTimeProps) {
  const moment = readMoment(iso);
  if (moment === undefined) return fallback;
  return (
    <Tooltip text={exactTime(moment)}>
      <TooltipTarget>
        <PlainTime iso={iso} />
      </TooltipTarget>
    </Tooltip>
  );
}
