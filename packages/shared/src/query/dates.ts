/** A stretch of time in milliseconds since 1970, from its first moment to the first one after it. */
export interface Period {
  start: number;
  end: number;
}

const DATE =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2})(?::(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/u;

/**
 * The period a date names in a search: `2024` a year, `2024-05` a month, down to one millisecond;
 * UTC unless an offset follows the time. Undefined when the text is no date.
 */
export function periodOf(text: string): Period | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const given = [year, month, day, hour, minute, second, fraction].filter(
    (part) => part !== undefined,
  ).length;
  const at = [
    Number(year),
    Number(month ?? 1) - 1,
    Number(day ?? 1),
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
    Number((fraction ?? '').padEnd(3, '0')),
  ];
  const start = utc(at);
  if (new Date(start).getUTCMonth() !== at[1] || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59)
    return undefined;
  const end = utc(at.map((part, index) => (index === given - 1 ? part + 1 : part)));
  const offset = offsetOf(zone);
  return { start: start - offset, end: end - offset };
}

function utc([
  year = 0,
  month = 0,
  day = 1,
  hour = 0,
  minute = 0,
  second = 0,
  fraction = 0,
]: number[]): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date.setUTCHours(hour, minute, second, fraction);
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
