import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '../csv.ts';
import { CustomFieldsSchema } from '../user/custom-fields.ts';
import { RowCheck, sizeOf } from './check-rows.ts';
import { errorText, failingFile } from './failing-rows.ts';
import { readUser } from './imported-user.ts';
import { mapRow } from './map-row.ts';
import { portions } from './portions.ts';
import { hiddenValue, shownUser } from './shown-user.ts';
import { FileUnreadable, readSourceFile, type SourceFile } from './source-file.ts';
import { guessTargets } from './targets.ts';

const bcrypt = `$2b$10$${'a'.repeat(53)}`;
const customFields = CustomFieldsSchema.parse({
  type: 'object',
  properties: {
    app_metadata: {
      type: 'object',
      properties: {
        plan: { type: 'string', title: 'Subscription', enum: ['free', 'pro'] },
        seats: { type: 'integer', title: 'Number of seats', minimum: 1 },
        internal: { type: 'boolean', 'x-rollcall': { readOnly: true } },
      },
    },
  },
});

function faultsOfUser(user: unknown) {
  const read = readUser(user);
  return 'faults' in read ? read.faults : [];
}

function targetsOf(file: SourceFile) {
  return guessTargets(file.columns, customFields, (place) => file.rows.map(({ cells }) => cells[place]));
}

function check(text: string) {
  const file = readSourceFile(text);
  const result = new RowCheck(targetsOf(file), customFields);
  result.add(file.rows);
  return { file, good: result.good, bad: result.bad };
}

describe('a file', () => {
  it.each([',', ';', '\t'])('is read with %j between its cells', (delimiter) => {
    const lines = [
      ['email', 'name', 'user_metadata.note'],
      ['ada@x.test', 'Ada, "the" first', 'two\r\nlines; and\ta tab'],
    ];
    const text = `\uFEFF${lines.map((cells) => csvLine(cells, delimiter)).join('')}`;
    expect(readSourceFile(text)).toMatchObject({
      format: 'csv',
      delimiter,
      columns: lines[0],
      rows: [{ line: 2, cells: lines[1] }],
    });
  });

  it('is read by its row numbers, whatever is empty or ends otherwise', () => {
    const { rows } = readSourceFile('email,name\n\na@x.test,A\r\n,,\nb@x.test,B,more\n');
    expect(rows).toEqual([
      { line: 3, cells: ['a@x.test', 'A'] },
      { line: 5, cells: ['b@x.test', 'B'], surplus: ['more'] },
    ]);
  });

  it.each([
    ['', 'empty'],
    ['email,name\n', 'no user'],
    ['email,email\na,b\n', 'Two columns'],
    ['email,,name\na,b,c\n', 'column 2'],
    ['email,name\n"a@x.test,b\n', 'quotation marks'],
    ['[{"email":', 'none'],
    ['{\n"email": "a@x.test"\n}', 'Line 1'],
    ['[1]', 'Entry 1'],
  ])('%j is refused in words', (text, words) => {
    expect(() => readSourceFile(text)).toThrow(FileUnreadable);
    expect(() => readSourceFile(text)).toThrow(words);
  });

  it('survives being written and read again', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !text.endsWith('\r'));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), (rows) => {
        const wanted = rows.map(([one, other]) => [`u${one}`, other]);
        const file = readSourceFile([['one', 'other'], ...wanted].map((row) => csvLine(row)).join(''));
        expect(file.rows.map(({ cells }) => cells)).toEqual(wanted);
      }),
    );
  });
});

describe("Auth0's own export", () => {
  const user = {
    user_id: 'auth0|auth0|1',
    email: 'ada@x.test',
    email_verified: true,
    identities: [{ connection: 'Users', user_id: '1' }],
    created_at: '2026-01-01T00:00:00.000Z',
    logins_count: 3,
    app_metadata: { plan: 'pro' },
  };

  it('is understood as NDJSON', () => {
    const { good, file } = check(`${JSON.stringify(user)}\n${JSON.stringify({ email: 'b@x.test' })}\n`);
    expect(good.map((row) => row.user)).toEqual([
      { user_id: '1', email: 'ada@x.test', email_verified: true, app_metadata: { plan: 'pro' } },
      { email: 'b@x.test' },
    ]);
    expect(targetsOf(file).filter(({ why }) => why === 'set_by_auth0')).toHaveLength(3);
  });

  it('is understood as CSV, with its apostrophes', () => {
    const { good } = check(
      `user_id,email,name,email_verified,created_at,app_metadata.plan\n"'auth0|1","'a@x.test","''t Hooft",true,2026-01-01T00:00:00.000Z,"'pro"\n`,
    );
    expect(good[0]?.user).toEqual({
      user_id: '1',
      email: 'a@x.test',
      name: "'t Hooft",
      email_verified: true,
      app_metadata: { plan: 'pro' },
    });
  });

  it('is told from a file in which one name begins with an apostrophe', () => {
    expect(check(`email,name\na@x.test,'t Hooft\nb@x.test,'+49\n`).good.map((row) => row.user.name)).toEqual([
      "'t Hooft",
      '+49',
    ]);
  });
});

describe('where columns go', () => {
  it('is guessed once for each place, and custom fields are known by their titles', () => {
    const columns =
      'E-mail,email,First name,Subscription,Number of seats,user_metadata.city,Password,error,last_ip,Shoe size';
    expect(
      guessTargets(columns.split(','), customFields, () => []).map(
        ({ target, type, why }) => why ?? `${target} ${type}`,
      ),
    ).toEqual([
      'unknown',
      'email text',
      'given_name text',
      'app_metadata.plan text',
      'app_metadata.seats number',
      'user_metadata.city text',
      'password',
      'error',
      'set_by_auth0',
      'unknown',
    ]);
  });

  it('decides how a cell is read', () => {
    const columns = [
      { target: 'user_metadata', type: 'json' },
      { target: 'user_metadata.address.zip', type: 'text' },
      { target: 'app_metadata.seats', type: 'number' },
      { target: 'app_metadata.tags', type: 'json' },
      { target: 'blocked', type: 'boolean' },
      { target: '', type: 'text' },
    ] as const;
    const row = { line: 2, cells: ['{"a":1}', '01234', ' 5 ', '["x"]', 'Yes', 'no'] };
    expect(mapRow(row, columns)).toEqual({
      user: {
        user_metadata: { a: 1, address: { zip: '01234' } },
        app_metadata: { seats: 5, tags: ['x'] },
        blocked: true,
      },
      faults: [],
    });
    const wrong = { line: 3, cells: ['[1]', '', 'many', '{', 'perhaps'] };
    expect(mapRow(wrong, columns).faults.map(({ field }) => field)).toEqual([
      'user_metadata',
      'blocked',
      'app_metadata.seats',
      'app_metadata.tags',
    ]);
  });
});

describe('a row', () => {
  it.each([
    [{}, 'email'],
    [{ email: 'no address' }, 'email'],
    [{ email: 'a@x.test', shoe: 1 }, ''],
    [{ email: 'a@x.test', password: 'SECRET-1' }, ''],
    [{ email: 'a@x.test', phone_number: '030 123' }, 'phone_number'],
    [{ email: 'a@x.test', given_name: 'x'.repeat(151) }, 'given_name'],
    [{ email: 'a@x.test', blocked: 'yes' }, 'blocked'],
    [{ email: 'a@x.test', password_hash: '$2y$10$SECRET' }, 'password_hash'],
    [
      { email: 'a@x.test', custom_password_hash: { algorithm: 'crc', hash: { value: 'SECRET' } } },
      'custom_password_hash.algorithm',
    ],
    [
      { email: 'a@x.test', custom_password_hash: { algorithm: 'md5', hash: { value: 'SECRET' } } },
      'custom_password_hash.hash.encoding',
    ],
    [
      {
        email: 'a@x.test',
        password_hash: bcrypt,
        custom_password_hash: { algorithm: 'bcrypt', hash: { value: bcrypt } },
      },
      '',
    ],
    [{ email: 'a@x.test', mfa_factors: [] }, 'mfa_factors'],
    [{ email: 'a@x.test', mfa_factors: [{ totp: { secret: 'secret-1' } }] }, 'mfa_factors.0.totp.secret'],
    [{ email: 'a@x.test', mfa_factors: [{}] }, 'mfa_factors.0'],
    [{ email: 'a@x.test', app_metadata: { email: 'x' } }, 'app_metadata.email'],
    [
      { email: 'a@x.test', user_metadata: JSON.parse('{"__proto__":{"a":1}}') as unknown },
      'user_metadata.__proto__',
    ],
    [{ email: 'a@x.test', name: 'a\u0000b' }, 'name'],
  ])('%j is refused at %j, without its value', (user, field) => {
    const faults = faultsOfUser(user);
    expect(faults.map((fault) => fault.field)).toContain(field);
    expect(faults.every(({ detail }) => /^[A-Z].*\.$|^Auth0/.test(detail))).toBe(true);
    expect(JSON.stringify(faults)).not.toContain('SECRET');
  });

  it('is taken with everything that Auth0 takes', () => {
    const user = {
      email: 'a@x.test',
      user_id: 'x|1',
      password_hash: bcrypt,
      mfa_factors: [{ totp: { secret: 'ABC234' } }, { phone: { value: '+491' } }],
      picture: '',
    };
    expect(faultsOfUser(user)).toEqual([]);
    expect(shownUser(user)).toMatchObject({ password_hash: hiddenValue, mfa_factors: hiddenValue });
    expect(
      faultsOfUser({
        email: 'a@x.test',
        custom_password_hash: {
          algorithm: 'hmac',
          hash: { value: 'ab', encoding: 'hex', digest: 'md5', key: { value: 'k' } },
        },
      }),
    ).toEqual([]);
  });

  it('is judged beside those before it, and by the rules of custom fields', () => {
    const { good, bad } = check(
      'email,username,user_id,Subscription,app_metadata.internal\n' +
        'a@x.test,ada,1,pro,\nA@X.test,,,,\nb@x.test,ADA,,,\nc@x.test,,auth0|1,,\nd@x.test,,,gold,\ne@x.test,,,,true\nf@x.test,,samlp|x,,\n',
    );
    expect(good.map(({ line }) => line)).toEqual([2]);
    expect(bad.map(({ row, faults }) => `${row.line} ${errorText(faults)}`)).toEqual([
      '3 email: Row 2 has the same email already.',
      '4 username: Row 2 has the same username already.',
      '5 user_id: Row 2 has the same user_id already.',
      '6 app_metadata.plan: Subscription is one of: free, pro.',
      '7 app_metadata.internal: internal is not changed in Rollcall.',
      '8 user_id: Only users of a database can be imported, and this is one of samlp.',
    ]);
  });
});

describe('the file of failing rows', () => {
  it.each([
    ['email;Password;name\nno address;SECRET-1;=1+1\n', 'csv'],
    ['[{"email":"no address","Password":"SECRET-1","name":"=1+1"}]', 'json'],
    ['{"email":"no address","Password":"SECRET-1","name":"=1+1"}', 'ndjson'],
  ])('of %j can be mended and sent again', (text, extension) => {
    const { file, bad } = check(text);
    const failing = failingFile(
      file,
      bad.map(({ row, faults }) => ({ row, error: errorText(faults) })),
    );
    expect(failing.extension).toBe(extension);
    expect(failing.text).toContain('Does not look like an e-mail address');
    expect(failing.text).not.toContain('SECRET');
    const again = check(failing.text.replace('no address', 'ada@x.test'));
    expect(again.bad).toEqual([]);
    expect(again.good[0]?.user).toEqual({ email: 'ada@x.test', name: '=1+1' });
  });
});

describe('portions', () => {
  it('hold everything, in order, and are never larger than they may be', () => {
    const row = fc.record({ email: fc.string({ unit: 'grapheme', maxLength: 40 }) });
    fc.assert(
      fc.property(fc.array(row), fc.integer({ min: 10, max: 400 }), (rows, mostBytes) => {
        const all = portions(rows, { mostBytes, mostRows: 7 });
        expect(all.flat()).toEqual(rows);
        for (const portion of all) {
          const bytes = sizeOf(portion);
          expect(bytes).toBe(Buffer.byteLength(JSON.stringify(portion)));
          expect(portion.length).toBeLessThanOrEqual(7);
          if (portion.length > 1) expect(bytes).toBeLessThanOrEqual(mostBytes);
        }
      }),
    );
  });
});

describe('fifty thousand rows', () => {
  it('are read and judged within seconds', () => {
    const lines = Array.from(
      { length: 50_000 },
      (_, nth) => `user.${nth}@x.test,Person ${nth},pro,${nth % 7}`,
    );
    const begin = performance.now();
    const { good, bad } = check(`email,name,Subscription,user_metadata.group\n${lines.join('\n')}\n`);
    const seconds = (performance.now() - begin) / 1000;
    expect([good.length, bad.length]).toEqual([50_000, 0]);
    expect(seconds).toBeLessThan(10);
  });
});
