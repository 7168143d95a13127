import { describe, expect, it } from 'vitest';
import { isWithinReach, pagesAround } from './reach.ts';
import { defaultListSearch } from './search-params.ts';

describe('pagesAround', () => {
  it('ends where the results end', () => {
    expect(pagesAround({ ...defaultListSearch, page: 1 }, 101)).toMatchObject({ hasNext: true });
    expect(pagesAround({ ...defaultListSearch, page: 2 }, 101)).toEqual({
      hasPrevious: true,
      hasNext: false,
      endsAtLimit: false,
    });
  });

  it('has nothing before the first page', () => {
    expect(pagesAround(defaultListSearch, 2000)).toEqual({
      hasPrevious: false,
      hasNext: true,
      endsAtLimit: false,
    });
  });

  it('stops at the 1,000th result and says that there are more', () => {
    expect(pagesAround({ ...defaultListSearch, page: 19 }, 2000)).toEqual({
      hasPrevious: true,
      hasNext: false,
      endsAtLimit: true,
    });
  });

  it('does not blame the limit when there are exactly 1,000 results', () => {
    expect(pagesAround({ ...defaultListSearch, page: 19 }, 1000).endsAtLimit).toBe(false);
  });
});

it('goes to the end of a list that is whole', () => {
  expect(pagesAround({ ...defaultListSearch, page: 19 }, 2000, true)).toEqual({
    hasPrevious: true,
    hasNext: true,
    endsAtLimit: false,
  });
});

describe('isWithinReach', () => {
  it('counts whole pages', () => {
    expect(isWithinReach({ page: 9, per_page: 100 })).toBe(true);
    expect(isWithinReach({ page: 10, per_page: 100 })).toBe(false);
  });
});
