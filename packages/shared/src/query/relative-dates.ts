import type { Query, Value } from './ast.ts';
import { isDate } from './fields.ts';

/** A moment that is counted back from now: `now-90d` is ninety days ago, `now` is no time ago. */
export interface RelativeDate {
  amount: number;
  unit: RelativeUnit;
}

/** Minutes, hours, days, weeks, months, years. */
export type RelativeUnit = 'm' | 'h' | 'd' | 'w' | 'M' | 'y';

const minute = 60_000;
const lengths = { m: minute, h: 60 * minute, d: 24 * 60 * minute, w: 7 * 24 * 60 * minute } as const;

/**
 * Reads `now` and `now-90d`; undefined for any other text. It is Rollcall's own: Auth0 knows fixed dates
 * only, so `resolveDates` puts those in before a query leaves.
 */
export function relativeDateOf(text: string): RelativeDate | undefined {
  const [matched, amount = '0', unit] = /^now(?:-(\d{1,4})([mhdwMy]))?$/u.exec(text) ?? [];
  if (matched === undefined) return undefined;
  return { amount: Number(amount), unit: isUnit(unit) ? unit : 'd' };
}

function isUnit(unit: string | undefined): unit is RelativeUnit {
  return unit !== undefined && 'mhdwMy'.includes(unit);
}

/** The moment, in UTC; never before 1970, when nobody had signed in yet. */
export function momentOf({ amount, unit }: RelativeDate, now: Date): Date {
  if (unit !== 'M' && unit !== 'y') return new Date(Math.max(0, now.getTime() - amount * lengths[unit]));
  const months = now.getUTCFullYear() * 12 + now.getUTCMonth() - amount * (unit === 'y' ? 12 : 1);
  const [year, month] = [Math.floor(months / 12), months % 12];
  if (year < 1970) return new Date(0);
  // The last day of a month stands for the days that it lacks: a month before 31 March is 28 February.
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const moment = new Date(now);
  moment.setUTCFullYear(year, month, Math.min(now.getUTCDate(), lastDay));
  return moment;
}

/**
 * The query with fixed dates in place of the relative ones in date fields: the moment as the end of a
 * range, the day in UTC where the whole value is meant. All else stays as it is.
 */
export function resolveDates(query: Query, now: Date): Query {
  switch (query.kind) {
    case 'all':
    case 'exists':
      return query;
    case 'and':
    case 'or':
      return { kind: query.kind, operands: query.operands.map((operand) => resolveDates(operand, now)) };
    case 'not':
      return { kind: 'not', operand: resolveDates(query.operand, now) };
    case 'term':
      if (query.field === undefined || !isDate(query.field)) return query;
      return { ...query, value: resolveValue(query.value, now) };
  }
}

function resolveValue(value: Value, now: Date): Value {
  const resolved = (text: string) => {
    const relative = relativeDateOf(text);
    return relative === undefined ? undefined : momentOf(relative, now).toISOString();
  };
  switch (value.kind) {
    case 'pattern':
      return value;
    case 'text':
      return { kind: 'text', text: resolved(value.text)?.slice(0, '2026-11-24'.length) ?? value.text };
    case 'range': {
      const bound = (text: string | undefined) => (text === undefined ? text : (resolved(text) ?? text));
      return { ...value, from: bound(value.from), to: bound(value.to) };
    }
  }
}
