import { describe, expect, it } from 'vitest';
import { parseQuery } from './parse.ts';
import { printQuery } from './print.ts';
import { relativeDateOf, resolveDates } from './relative-dates.ts';

const now = new Date('2024-03-31T10:20:30.400Z');

function resolved(text: string): string {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return printQuery(resolveDates(parsed.query, now));
}

describe('relative dates', () => {
  it.each([
    ['created_at:[now-90d TO *]', 'created_at:[2024-01-01T10:20:30.400Z TO *]'],
    ['last_login:[* TO now-12h}', 'last_login:[* TO 2024-03-30T22:20:30.400Z}'],
    ['updated_at:{now-30m TO now}', 'updated_at:{2024-03-31T09:50:30.400Z TO 2024-03-31T10:20:30.400Z}'],
    ['created_at:[now-2w TO *]', 'created_at:[2024-03-17T10:20:30.400Z TO *]'],
    ['created_at:[now-1M TO *]', 'created_at:[2024-02-29T10:20:30.400Z TO *]'],
    ['created_at:[now-13M TO *]', 'created_at:[2023-02-28T10:20:30.400Z TO *]'],
    ['created_at:[now-1y TO *]', 'created_at:[2023-03-31T10:20:30.400Z TO *]'],
    ['created_at:[now-9999y TO *]', 'created_at:[1970-01-01T00:00:00.000Z TO *]'],
    ['created_at:now-1d', 'created_at:"2024-03-30"'],
    ['NOT (name:x OR created_at:now)', 'NOT (name:x OR created_at:"2024-03-31")'],
  ])('%s becomes %s', (text, expected) => {
    expect(resolved(text)).toBe(expected);
  });

  it.each(['name:now', 'app_metadata.since:[now-7d TO *]', 'created_at:[2024 TO *]', '_exists_:created_at'])(
    '%s stays as it is',
    (text) => {
      expect(resolved(text)).toBe(text);
    },
  );

  it.each(['Now', 'now-', 'now-d', 'now-12345d', 'now+1d', 'now-1s', ' now', 'now-1d '])(
    '“%s” is none',
    (text) => {
      expect(relativeDateOf(text)).toBeUndefined();
    },
  );
});
