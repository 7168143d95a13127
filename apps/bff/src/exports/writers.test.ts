import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unzip } from '../testing/unzip.ts';
import { type Head, type Value, writers, WriterState } from './writers.ts';
import { sheetEntry } from './xlsx.ts';

const heads: Head[] = [
  { path: 'name', title: 'Name' },
  { path: 'user_metadata.a', title: 'Über' },
];

/** A file made of these pieces; between any two the state goes through the database. */
async function made(format: keyof typeof writers, pieces: readonly (readonly (readonly Value[])[])[]) {
  const writer = writers[format];
  const parts = [];
  let { bytes, state } = await writer.begin(heads);
  parts.push(bytes);
  for (const piece of pieces) {
    ({ bytes, state } = await writer.rows(
      WriterState.parse(JSON.parse(JSON.stringify(state))),
      heads,
      piece,
    ));
    parts.push(bytes);
  }
  parts.push((await writer.end(state)).bytes);
  return Buffer.concat(parts);
}

/** Cells of CSV, read by other rules than it was written by. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [whole, quoted] of text.matchAll(/"((?:[^"]|"")*)"|,|\r\n/g)) {
    if (whole === '\r\n') rows.push([]);
    else if (quoted !== undefined) rows.at(-1)?.push(quoted.replaceAll('""', '"'));
  }
  return rows.slice(0, -1);
}

function textsOf(sheet: string): string[] {
  return [...sheet.matchAll(/<c t="inlineStr"><is><t xml:space="preserve">([^<]*)<\/t>/g)].map(
    ([, text = '']) =>
      text
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&')
        .replaceAll(/_x([\dA-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
  );
}

const starts = [
  '=',
  '+',
  '-',
  '@',
  '\t',
  '\r',
  '\n',
  '\0',
  '＝',
  '＋',
  '－',
  '＠',
  ';=',
  ', =',
  ' =',
  '"=',
  "'",
];
const hostile = fc
  .tuple(fc.constantFrom(...starts), fc.string({ unit: 'binary', maxLength: 30 }))
  .map(([start, rest]) => `${start}${rest}`.replaceAll(/[\uD800-\uDFFF]/gu, ''));

it('has no live formula in 5,000 hostile cells of CSV, and loses nothing of them', async () => {
  const cells = fc.sample(hostile, { numRuns: 5000, seed: 7 });
  const file = (await made('csv', [cells.map((cell) => [cell, 1])])).toString('utf8');
  const [, ...rows] = readCsv(file.slice(1));
  expect(rows).toHaveLength(5000);
  const live = rows.filter(([cell = '']) => /^[;,\s\0]*[=+\-@＝＋－＠]|^[\t\r\n\0]/.test(cell));
  expect(live).toEqual([]);
  const marked = /^'+(?:[;,\s\0]*[=+\-@＝＋－＠]|[\t\r\n\0])/;
  expect(rows.map(([cell = '']) => (marked.test(cell) ? cell.slice(1) : cell))).toEqual(cells);
}, 20_000);

it('has texts and no formula in 5,000 hostile cells of a sheet, and loses nothing of them', async () => {
  const cells = fc.sample(hostile, { numRuns: 5000, seed: 7 });
  const pieces = [cells.slice(0, 1700), cells.slice(1700)].map((some) => some.map((cell) => [cell]));
  const sheet = unzip(await made('xlsx', pieces)).get(sheetEntry) ?? '';
  expect(sheet).not.toMatch(/<f[ >/]/);
  // oxlint-disable-next-line no-control-regex -- XML has no place for them
  expect(sheet).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\r]/);
  expect(textsOf(sheet).slice(2)).toEqual(cells);
}, 20_000);

function inlineText(value: string): string {
  return `<c t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`;
}

it('makes a workbook of pieces, by the type of each value', async () => {
  const entries = unzip(
    await made('xlsx', [
      [
        ['Ada & <b>', 3],
        ['_x0041_', true],
      ],
      [[undefined, -0.5]],
      [],
    ]),
  );
  expect([...entries.keys()]).toEqual([
    '[Content_Types].xml',
    '_rels/.rels',
    'xl/workbook.xml',
    'xl/_rels/workbook.xml.rels',
    sheetEntry,
  ]);
  expect(entries.get(sheetEntry)).toContain(
    `<row r="1">${inlineText('Name')}${inlineText('Über')}</row>` +
      `<row r="2">${inlineText('Ada &amp; &lt;b&gt;')}<c><v>3</v></c></row>` +
      `<row r="3">${inlineText('_x005F_x0041_')}<c t="b"><v>1</v></c></row>` +
      `<row r="4"><c/><c><v>-0.5</v></c></row></sheetData></worksheet>`,
  );
});

it('makes lines of JSON by paths, without what is not there', async () => {
  const file = await made('ndjson', [[['Ada', 3]], [[undefined, false]]]);
  expect(file.toString('utf8')).toBe('{"name":"Ada","user_metadata.a":3}\n{"user_metadata.a":false}\n');
});

it('says UTF-8 to spreadsheets, and what the columns are called', async () => {
  expect((await made('csv', [[['Zoë', undefined]]])).toString('utf8')).toBe(
    '\uFEFF"Name","Über"\r\n"Zoë",""\r\n',
  );
});

it('refuses more users than a sheet has room for', async () => {
  const { state } = await writers.xlsx.begin(heads);
  await expect(
    writers.xlsx.rows({ ...state, rows: 1_048_575 }, heads, [['one', 'more']]),
  ).rejects.toMatchObject({
    code: 'too_large',
  });
});
