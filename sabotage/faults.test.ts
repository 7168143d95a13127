import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faults } from './faults.ts';
import { planted } from './plant.ts';

const root = join(import.meta.dirname, '..');

describe('the faults to plant', () => {
  it('are at least 24, each by a name of its own', () => {
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
    expect(faults.length).toBeGreaterThanOrEqual(24);
  });

  it.each(faults)('$name still has its place', (fault) => {
    const source = readFileSync(join(root, fault.file), 'utf8');
    expect(planted(fault, source)).not.toBe(source);
  });

  it.each(faults)('$name names tests that are there', ({ tests }) => {
    expect(tests).not.toEqual([]);
    expect(tests.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  it('are not planted where their text is missing, or there twice', () => {
    const fault = { name: 'N', file: 'f.ts', find: 'a;', replace: 'b;', tests: [] };
    expect(planted(fault, 'x; a;')).toBe('x; b;');
    for (const source of ['x;', 'a; a;']) expect(() => planted(fault, source)).toThrow('exactly once: N');
  });
});
