import { exactTime, relativeTime } from '../lib/time.ts';
import { Tooltip, TooltipTarget } from './tooltip.tsx';

export interface RelativeTimeProps {
  iso: string | undefined;
  /** What to say when there is no such moment: “Never”. */
  fallback?: string;
  /** In long lists: the exact moment as a `title` only, so that each row is not one more stop for the keyboard. */
  isPlain?: boolean;
}

/** How long ago a moment was, with the exact moment on hover or focus. */
export function RelativeTime({ iso, fallback = '—', isPlain = false }: RelativeTimeProps) {
  const moment = new Date(iso ?? Number.NaN);
  if (Number.isNaN(moment.getTime())) return fallback;
  const words = relativeTime(moment, Date.now());
  if (isPlain) {
    return (
      <time dateTime={iso} title={exactTime(moment)}>
        {words}
      </time>
    );
  }
  return (
    <Tooltip text={exactTime(moment)}>
      <TooltipTarget>
        <time dateTime={iso}>{words}</time>
      </TooltipTarget>
    </Tooltip>
  );
}
