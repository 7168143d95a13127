import { expect, it } from 'vitest';
import {
  applyMergePatch,
  diffMergePatch,
  firstLevelPatch,
  isJsonObject,
  type JsonObject,
  sameJson,
} from './merge-patch.ts';
import { compareThreeWay, mergeThreeWay } from './three-way.ts';

/** The pseudo-code of RFC 7396 §2, word for word. */
function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isJsonObject(patch)) return patch;
  const result: JsonObject = isJsonObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = mergePatch(result[name], value);
  }
  return result;
}

/** What Auth0 does with metadata: it merges the first level, and what lies below is replaced. */
function asAuth0Merges(before: JsonObject, patch: JsonObject): JsonObject {
  const merged = Object.entries({ ...before, ...patch });
  return Object.fromEntries(merged.filter(([key, value]) => !(key in patch && value === null)));
}

/** Numbers from 0 to below 1 that are the same in every run (mulberry32). */
function dice(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const keys = ['a', 'b', 'c', 'd'];

function scalar(roll: () => number): unknown {
  const values = ['x', 'y', '', 0, 1, true, false, ['x'], ['x', { a: 1 }], []];
  return values[Math.floor(roll() * values.length)];
}

function anObject(roll: () => number, depth: number, withNulls = false): JsonObject {
  return Object.fromEntries(
    keys.filter(() => roll() < 0.6).map((key) => [key, aValue(roll, depth, withNulls)]),
  );
}

function aValue(roll: () => number, depth: number, withNulls: boolean): unknown {
  if (withNulls && roll() < 0.2) return null;
  return depth > 0 && roll() < 0.5 ? anObject(roll, depth - 1, withNulls) : scalar(roll);
}

/** An object with some of its keys, at any depth, changed, removed or added. */
function edited(roll: () => number, before: JsonObject, depth: number): JsonObject {
  const kept = Object.entries(before).flatMap(([key, value]): [string, unknown][] => {
    const die = roll();
    if (die < 0.12) return [];
    if (isJsonObject(value) && die < 0.6) return [[key, edited(roll, value, depth - 1)]];
    return [[key, die > 0.88 ? aValue(roll, depth - 1, false) : value]];
  });
  const added = keys.filter((key) => !(key in before) && roll() < 0.15);
  return Object.fromEntries([...kept, ...added.map((key) => [key, aValue(roll, depth - 1, false)] as const)]);
}

/** Each place that a merge patch changes, with the value that it sets; `undefined` takes it away. */
function leaves(patch: JsonObject, path: readonly string[] = []): { path: string[]; value: unknown }[] {
  return Object.entries(patch).flatMap(([key, value]) => {
    const here = [...path, key];
    if (value === null) return [{ path: here, value: undefined }];
    if (isJsonObject(value) && Object.keys(value).length > 0) return leaves(value, here);
    return [{ path: here, value }];
  });
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (isJsonObject(inner) && key in inner ? inner[key] : undefined),
    value,
  );
}

/** An object that one side made empty may hold what the other side put into it. */
function holds(found: unknown, value: unknown): boolean {
  const isEmpty = isJsonObject(value) && Object.keys(value).length === 0;
  return isEmpty ? isJsonObject(found) : sameJson(found, value);
}

const isWithin = (path: readonly string[], other: readonly string[]) =>
  path.slice(0, other.length).join('\0') === other.join('\0') ||
  other.slice(0, path.length).join('\0') === path.join('\0');

it('joins 10,000 random pairs of changes as RFC 7396 says, and loses nothing unsaid', () => {
  const roll = dice(7396);
  let clean = 0;
  for (let round = 0; round < 10_000; round += 1) {
    const base = anObject(roll, 3);
    const theirs = edited(roll, base, 3);
    const mine = edited(roll, base, 3);
    const { conflicts } = compareThreeWay(base, mine, theirs);
    const merged = mergeThreeWay(base, mine, theirs, () => 'mine');

    if (conflicts.length === 0) {
      clean += 1;
      expect(merged).toEqual(mergePatch(theirs, diffMergePatch(base, mine)));
      expect(merged).toEqual(mergePatch(mine, diffMergePatch(base, theirs)));
    }
    // Whatever either side changed is in the result, or the person was asked about it.
    for (const [side, patch] of [
      ['theirs', diffMergePatch(base, theirs)],
      ['mine', diffMergePatch(base, mine)],
    ] as const) {
      const kept = mergeThreeWay(base, mine, theirs, () => side);
      for (const { path, value } of leaves(patch)) {
        if (conflicts.some((conflict) => isWithin(path, conflict.path))) continue;
        expect(holds(at(merged, path), value)).toBe(true);
        expect(holds(at(kept, path), value)).toBe(true);
      }
    }
    for (const { path, mine: ours, theirs: others } of conflicts) {
      const other = mergeThreeWay(base, mine, theirs, () => 'theirs');
      expect(at(merged, path)).toEqual(ours);
      expect(at(other, path)).toEqual(others);
    }
    // What is sent makes Auth0 store just that, though it merges the first level only, and is never `{}`.
    const sent = firstLevelPatch(theirs, applyMergePatch(theirs, diffMergePatch(theirs, merged)));
    expect(asAuth0Merges(theirs, sent)).toEqual(merged);
    if (Object.keys(sent).length === 0) expect(theirs).toEqual(merged);
  }
  // Both kinds have to be met often for this to prove anything.
  expect(clean).toBeGreaterThan(2000);
  expect(clean).toBeLessThan(8000);
});

it('applies 10,000 random patches as RFC 7396 says', () => {
  const roll = dice(2014);
  for (let round = 0; round < 10_000; round += 1) {
    const target = anObject(roll, 3);
    const patch = anObject(roll, 3, true);
    expect(applyMergePatch(target, patch)).toEqual(mergePatch(target, patch));
  }
});
