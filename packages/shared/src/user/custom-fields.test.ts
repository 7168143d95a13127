import { describe, expect, it } from 'vitest';
import { customFieldFaults, CustomFieldsSchema, valueOfField, withField } from './custom-fields.ts';
import { readLinearPattern } from './linear-pattern.ts';

const schema = {
  type: 'object',
  properties: {
    app_metadata: {
      type: 'object',
      required: ['plan'],
      properties: {
        plan: {
          type: 'string',
          title: 'Plan',
          enum: ['free', 'gold'],
          'x-rollcall': { order: 1, showInList: true },
        },
        seats: { type: 'integer', minimum: 1, maximum: 100 },
      },
    },
    user_metadata: {
      type: 'object',
      properties: {
        newsletter: { type: 'boolean' },
        address: {
          type: 'object',
          properties: {
            zip: { type: 'string', pattern: '^[0-9]{4,5}$', 'x-rollcall': { order: 0 } },
            site: { type: 'string', format: 'uri' },
            since: { type: 'string', format: 'date' },
            mail: { type: 'string', format: 'email', maxLength: 20 },
          },
        },
      },
    },
  },
};
const fields = CustomFieldsSchema.parse(schema);

describe('the schema', () => {
  it('is read into fields, in the order that the hints say', () => {
    expect(fields.map(({ key }) => key)).toEqual([
      'user_metadata.address.zip',
      'app_metadata.plan',
      'user_metadata.newsletter',
      'user_metadata.address.site',
      'user_metadata.address.since',
      'user_metadata.address.mail',
      'app_metadata.seats',
    ]);
    expect(fields[1]).toMatchObject({ title: 'Plan', required: true, showInList: true, width: 'half' });
    expect(fields[6]).toMatchObject({ title: 'seats', required: false, showInList: false });
  });

  it.each([
    ['a word that it does not know', { type: 'string', multipleOf: 2 }, /multipleOf/],
    ['a type that it does not know', { type: 'array' }, /type/],
    ['a pattern that could take for ever', { type: 'string', pattern: '^(a+)+$' }, /“\(” at 2 is none/],
    ['a pattern without an end', { type: 'string', pattern: '[0-9]' }, /begins with \^/],
    ['a hint that it does not know', { type: 'string', 'x-rollcall': { color: 'red' } }, /color/],
  ])('is refused for %s, and says where', (_words, leaf, message) => {
    const read = CustomFieldsSchema.safeParse({
      type: 'object',
      properties: { user_metadata: { type: 'object', properties: { here: leaf } } },
    });
    const [issue] = read.error?.issues ?? [];
    expect(issue?.path.slice(0, 4)).toEqual(['properties', 'user_metadata', 'properties', 'here']);
    expect(JSON.stringify(issue)).toMatch(message);
  });
});

/** What is wrong with metadata, one line per field. */
function faults(metadata: Parameters<typeof customFieldFaults>[1]): string[] {
  return customFieldFaults(fields, metadata).map(({ field, detail }) => `${field}: ${detail}`);
}

describe('a value', () => {
  it('that fits has no fault', () => {
    expect(
      faults({
        app_metadata: { plan: 'gold', seats: 7 },
        user_metadata: {
          newsletter: false,
          address: { zip: '0150', site: 'https://a.example', since: '2026-11-24', mail: 'a@b.example' },
        },
      }),
    ).toEqual([]);
  });

  it('that does not is named by its path, with a sentence', () => {
    expect(faults({})).toEqual(['app_metadata.plan: Plan is required.']);
    expect(
      faults({
        app_metadata: { plan: 'silver', seats: 1.5 },
        user_metadata: {
          newsletter: 'yes',
          address: { zip: '12', site: 'javascript:alert(1)', since: '2026-02-30', mail: 'x'.repeat(21) },
        },
      }),
    ).toEqual([
      expect.stringContaining('user_metadata.address.zip: zip does not have the form'),
      'app_metadata.plan: Plan is one of: free, gold.',
      'user_metadata.newsletter: newsletter is yes or no.',
      'user_metadata.address.site: site is a web address.',
      'user_metadata.address.since: since is a date such as 2026-11-24.',
      'user_metadata.address.mail: mail has at most 20 characters.',
      'app_metadata.seats: seats is a whole number.',
    ]);
  });

  it('is put where it belongs, and leaves no empty object behind', () => {
    const path = ['address', 'zip'];
    expect(withField({ a: 1 }, path, '0150')).toEqual({ a: 1, address: { zip: '0150' } });
    expect(withField({ address: { zip: '0150', x: 1 } }, path, undefined)).toEqual({ address: { x: 1 } });
    expect(withField({ a: 1, address: { zip: '0150' } }, path, undefined)).toEqual({ a: 1 });
    expect(valueOfField({ path: ['user_metadata', ...path] }, { user_metadata: { address: 'Oslo' } })).toBe(
      undefined,
    );
  });
});

describe('a pattern', () => {
  const samples = ['', 'a', 'aa', 'aaa', 'ab', 'ba', 'a1', '12', '1234', 'A-1', 'é', '😀', 'aab', 'a b'];
  it.each([
    '^a*$',
    '^a+b?$',
    '^a{2,3}$',
    '^[a-z]+[0-9]*$',
    String.raw`^\d{2,}$`,
    '^.$',
    '^$',
    '^[^a]*$',
    '^a?a?b{0,1}$',
    String.raw`^[A-Z]-\d$`,
  ])('matches as a regular expression does: %s', (pattern) => {
    const linear = readLinearPattern(pattern);
    const native = new RegExp(pattern, 'u');
    expect(samples.filter((text) => linear.matches(text))).toEqual(
      samples.filter((text) => native.test(text)),
    );
  });

  it('takes no longer than the text is long', () => {
    const before = Date.now();
    const hostile = readLinearPattern('^a*a*a*a*a*a*a*a*a*a*b$');
    expect(hostile.matches('a'.repeat(20_000))).toBe(false);
    expect(Date.now() - before).toBeLessThan(3000);
  });
});
