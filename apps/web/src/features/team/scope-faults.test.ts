import { describe, expect, it } from 'vitest';
import { readScope, scopeFaults } from './scope-faults.ts';

const faultOf = (scope: unknown) => scopeFaults(JSON.stringify(scope))[0];
const leaf = { eq: { field: 'app_metadata.a', value: 'b' } };
const deep = (levels: number): unknown => (levels === 0 ? leaf : { not: deep(levels - 1) });

describe('a scope written as JSON', () => {
  it.each([
    ['everybody', { all: true }],
    ['four levels', { and: [{ or: [{ not: { and: [leaf] } }] }] }],
    ['a list', { in: { field: 'identities.connection', values: ['A', 'B'] } }],
  ])('can be %s', (_words, scope) => {
    expect(scopeFaults(JSON.stringify(scope))).toEqual([]);
    expect(readScope(JSON.stringify(scope))).toEqual(scope);
  });

  it.each([
    ['a list at the top', [leaf], []],
    ['two operators at once', { and: [{ ...leaf, all: true }] }, ['and', '0']],
    ['an unknown operator', { and: [leaf, { matches: 'x' }] }, ['and', '1', 'matches']],
    ['no conditions', { or: [] }, ['or']],
    ['a field that the user can change', { eq: { field: 'user_metadata.a', value: 'b' } }, ['eq', 'field']],
    ['an object for a value', { not: { eq: { field: 'email.domain', value: {} } } }, ['not', 'eq', 'value']],
    ['an empty value in a list', { in: { field: 'email.domain', values: ['a', ''] } }, ['in', 'values', '1']],
    ['a value that is missing', { eq: { field: 'email.domain' } }, ['eq']],
    ['a key too many', { exists: { field: 'email.domain', value: 1 } }, ['exists', 'value']],
    ['all that is not true', { all: false }, ['all']],
    ['five levels', deep(5), ['not', 'not', 'not', 'not', 'not']],
  ])('cannot be %s, and says where', (_words, scope, path) => {
    expect(faultOf(scope)?.path).toEqual(path);
    expect(readScope(JSON.stringify(scope))).toBeUndefined();
  });

  it('cannot be half a text', () => {
    expect(scopeFaults('{"all":')).toEqual([{ path: [], detail: 'This is not JSON yet.' }]);
    expect(readScope('{"all":')).toBeUndefined();
  });
});
