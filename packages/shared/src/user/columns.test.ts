import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellOf, cellPaths, columnsOf, readColumns, usualColumns, writeColumns } from './columns.ts';

describe('columns in an address', () => {
  it('are read with their order and widths', () => {
    expect(readColumns('email,user_metadata.plan:200,name')).toEqual([
      { path: 'email' },
      { path: 'user_metadata.plan', width: 200 },
      { path: 'name' },
    ]);
  });

  it('are without what no list shows, and without what stands there twice', () => {
    expect(readColumns('password,email,__proto__,email:90,user_metadata.,%zz')).toEqual([{ path: 'email' }]);
  });

  it('are as wide as columns can be', () => {
    expect(readColumns('email:1,name:9999')).toEqual([
      { path: 'email', width: 64 },
      { path: 'name', width: 800 },
    ]);
  });

  it('survive being written and read, whatever metadata is called', () => {
    const key = fc.stringMatching(/^[^.\p{Cc}]{1,20}$/u);
    fc.assert(
      fc.property(key, fc.option(fc.integer({ min: 64, max: 800 }), { nil: undefined }), (name, width) => {
        const column = { path: `user_metadata.${name}`, ...(width === undefined ? {} : { width }) };
        expect(readColumns(writeColumns([{ path: 'name' }, column]))).toEqual([{ path: 'name' }, column]);
      }),
    );
  });

  it('are the usual ones where nothing is said', () => {
    expect(columnsOf('', [])).toEqual(usualColumns);
  });
});

describe('a cell', () => {
  const user = {
    last_ip: '::1',
    user_metadata: { plan: 'gold', tags: ['a', 'b'], address: { city: 'Bern' } },
  };

  it('is the value, several of them, or JSON of what is deeper', () => {
    expect(cellOf('user_metadata.plan', user)).toBe('gold');
    expect(cellOf('user_metadata.tags', user)).toBe('a, b');
    expect(cellOf('user_metadata.address', user)).toBe('{"city":"Bern"}');
    expect(cellOf('user_metadata.address.city', user)).toBe('Bern');
  });

  it('is nothing where there is nothing, and nothing of what objects inherit', () => {
    expect(cellOf('user_metadata.other', user)).toBeUndefined();
    expect(cellOf('user_metadata.constructor.name', user)).toBeUndefined();
  });

  it('is cut where it is long', () => {
    expect(String(cellOf('user_metadata.long', { user_metadata: { long: 'x'.repeat(500) } }))).toHaveLength(
      200,
    );
  });

  it('travels only for what a row does not hold already', () => {
    expect(cellPaths(readColumns('name,last_ip,app_metadata.tier,email'))).toEqual([
      'last_ip',
      'app_metadata.tier',
    ]);
  });
});
