import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyMergePatch,
  diffMergePatch,
  firstLevelPatch,
  type JsonObject,
  sameJson,
} from './merge-patch.ts';

describe('a merge patch (RFC 7396, appendix A)', () => {
  it.each<[JsonObject, JsonObject, JsonObject]>([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('%j with %j is %j', (target, patch, result) => {
    expect(applyMergePatch(target, patch)).toEqual(result);
  });

  it('changes neither of the two objects', () => {
    const target = { a: { b: 1 } };
    const patch = { a: { c: 2 } };
    applyMergePatch(target, patch);
    expect([target, patch]).toEqual([{ a: { b: 1 } }, { a: { c: 2 } }]);
  });

  it('reaches no prototype through a key', () => {
    const result = applyMergePatch({}, JSON.parse('{"__proto__":{"polluted":true}}'));
    expect('polluted' in {}).toBe(false);
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
  });
});

/** Objects without null: RFC 7396 cannot set one. */
const json = fc.letrec<{ value: unknown; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('x', 'y', 1, true),
    fc.array(fc.constantFrom(1, 'x'), { maxLength: 2 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3 }),
})).object;

describe('the difference of two objects', () => {
  it('leads from the one to the other', () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        expect(applyMergePatch(before, diffMergePatch(before, after))).toEqual(after);
      }),
    );
  });

  it('is empty for equal ones, whatever the order of their keys', () => {
    expect(diffMergePatch({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 })).toEqual({});
  });
});

/** What Auth0 does with metadata: first-level keys are replaced whole, null takes one away. */
function mergedByAuth0(before: JsonObject, patch: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries({ ...before, ...patch }).filter(([, value]) => value !== null));
}

describe('the first-level patch', () => {
  it('leads from one object to another by a merge of the first level alone', () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        expect(mergedByAuth0(before, firstLevelPatch(before, after))).toEqual(after);
      }),
    );
  });

  it('sends a changed key whole, so that its neighbours inside survive', () => {
    expect(firstLevelPatch({ a: { x: 1, y: 2 }, b: 1 }, { a: { x: 5, y: 2 }, b: 1 })).toEqual({
      a: { x: 5, y: 2 },
    });
  });

  it('is empty when nothing changes, which must not be sent: Auth0 would clear everything', () => {
    expect(firstLevelPatch({ a: { x: 1 } }, { a: { x: 1 } })).toEqual({});
  });
});

describe('equality of JSON', () => {
  it.each([
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [[1, 2], [1, 2], true],
    [[1, 2], [2, 1], false],
    [{ a: undefined }, {}, false],
    [{ a: 1 }, { a: 1, b: 1 }, false],
    [{ a: 1 }, [1], false],
    ['1', 1, false],
    [null, {}, false],
  ])('%j and %j: %s', (a, b, isSame) => {
    expect(sameJson(a, b)).toBe(isSame);
  });
});
