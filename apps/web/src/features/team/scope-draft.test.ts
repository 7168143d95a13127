import { UserScope } from '@rollcall/shared/access/user-scope.ts';
import { describe, expect, it } from 'vitest';
import {
  type ConditionDraft,
  draftOf,
  faultsOf,
  isIncomplete,
  newCondition,
  newGroup,
  scopeOf,
} from './scope-draft.ts';

const eu: UserScope = { eq: { field: 'app_metadata.region', value: 'eu' } };
const saml: UserScope = { in: { field: 'identities.connection', values: ['A', 'B'] } };

describe('the builder', () => {
  it.each<[string, UserScope]>([
    ['a condition', eu],
    ['a number', { eq: { field: 'app_metadata.plan.tier', value: 7 } }],
    ['a number written as text', { eq: { field: 'app_metadata.plan.tier', value: '7' } }],
    ['a boolean', { eq: { field: 'app_metadata.vip', value: false } }],
    ['several values', saml],
    ['a field that is set', { exists: { field: 'email.domain' } }],
    ['the opposite', { not: eu }],
    ['groups in groups', { or: [{ and: [eu, saml] }, { not: { or: [eu, { not: saml }] } }] }],
  ])('shows %s, and makes the same of it again', (_words, scope) => {
    const draft = draftOf(scope);
    expect(draft).toBeDefined();
    if (draft === undefined) return;
    expect(scopeOf(draft)).toEqual(scope);
    expect(isIncomplete(draft)).toBe(false);
  });

  it.each<[string, UserScope]>([
    ['everybody inside a group', { and: [eu, { all: true }] }],
    ['a double no', { not: { not: eu } }],
    ['values of several types', { in: { field: 'app_metadata.x', values: ['7', 7] } }],
  ])('does not show %s, which only JSON can', (_words, scope) => {
    expect(draftOf(scope)).toBeUndefined();
  });

  it('writes a domain in lower case, as it is compared', () => {
    const draft: ConditionDraft = { ...newCondition(), subject: 'domain', values: [' Acme.Example'] };
    expect(scopeOf(draft)).toEqual({ eq: { field: 'email.domain', value: 'acme.example' } });
  });

  it('says what is missing in a condition', () => {
    expect(faultsOf(newCondition())).toEqual({
      path: 'Name the path, such as region.',
      values: 'Give a value.',
    });
    expect(faultsOf({ ...newCondition(), path: 'a b', values: ['x'] }).path).toMatch(/^Letters/);
    expect(faultsOf({ ...newCondition(), path: 'a', valueType: 'number', values: ['x'] })).toEqual({
      values: 'Not a number.',
    });
    expect(faultsOf({ ...newCondition(), path: 'a', operator: 'set' })).toEqual({});
    expect(faultsOf({ ...newCondition(), subject: 'connection' })).toEqual({
      values: 'Choose a connection.',
    });
  });

  it('takes no group without conditions', () => {
    expect(isIncomplete({ ...newGroup(), parts: [] })).toBe(true);
    expect(isIncomplete(newGroup())).toBe(true);
  });
});
