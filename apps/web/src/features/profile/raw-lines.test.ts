import { describe, expect, it } from 'vitest';
import { copiedValue, type RawLine, rawLines, rawMatches } from './raw-lines.ts';

const user = {
  user_id: 'auth0|1',
  app_metadata: { roles: ['admin', { 'odd key': null }], empty: {}, none: [] },
  email_verified: true,
};

const printed = ({ depth, key, text, hasComma }: RawLine) =>
  `${'  '.repeat(depth)}${key === undefined ? '' : `${key}: `}${text}${hasComma ? ',' : ''}`;

describe('rawLines', () => {
  it('prints as JSON.stringify does', () => {
    for (const value of [user, [], {}, [[1], [2]], 'text', null, { a: { b: [] } }]) {
      expect(rawLines(value).map(printed).join('\n')).toBe(JSON.stringify(value, null, 2));
    }
  });

  it('knows the path and the whole value of each line', () => {
    const lines = rawLines(user);
    const at = (path: string) => lines.find((line) => line.path === path)?.value;
    expect(at('app_metadata.roles[1]["odd key"]')).toBeNull();
    expect(at('app_metadata.roles')).toBe(user.app_metadata.roles);
    expect(at('')).toBe(user);
  });
});

describe('rawMatches', () => {
  it('finds in keys and values, capitals or not, and in no punctuation', () => {
    const lines = rawLines(user);
    expect(rawMatches(lines, 'ADMIN')).toEqual([{ line: 4, part: 'text', start: 1 }]);
    expect(rawMatches(lines, 'metadata')).toEqual([{ line: 2, part: 'key', start: 5 }]);
    expect(rawMatches(lines, '{')).toEqual([]);
    expect(rawMatches(lines, '')).toEqual([]);
  });

  it('finds each of several places on one line', () => {
    expect(rawMatches(rawLines({ aa: 'a-a' }), 'a').map(({ part, start }) => [part, start])).toEqual([
      ['key', 1],
      ['key', 2],
      ['text', 1],
      ['text', 3],
    ]);
  });
});

describe('copiedValue', () => {
  it('is text as it is, and anything else as JSON', () => {
    expect(copiedValue('a"b')).toBe('a"b');
    expect(copiedValue([1])).toBe('[\n  1\n]');
    expect(copiedValue(null)).toBe('null');
  });
});
