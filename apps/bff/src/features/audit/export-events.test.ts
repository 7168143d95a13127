import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { events, newest } from '../../testing/audit.ts';
import type { Browser } from '../../testing/browser.ts';
import { from, one, patch } from '../../testing/users.ts';
import { type Rollcall, startWorld, type World } from '../../testing/world.ts';
import { csvLine } from '@rollcall/shared/csv.ts';

/** The cells of a CSV file, read as RFC 4180 says. */
function cellsOf(text: string): string[] {
  return [...text.matchAll(/"((?:[^"]|"")*)"(?:,|\r\n)/g)].map(([, cell = '']) => cell.replaceAll('""', '"'));
}

describe('a line of CSV', () => {
  it('has no cell that a spreadsheet would compute, and loses nothing', () => {
    const start = fc.constantFrom(
      '',
      '=',
      '+',
      '-',
      '@',
      '\t',
      '\r',
      '\0',
      '＝',
      '＋',
      '－',
      '＠',
      ';=',
      ' =',
      ',\n@',
      '"',
    );
    const cell = fc.tuple(start, fc.string({ unit: 'binary' })).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), (cells) => {
        const read = cellsOf(csvLine(cells));
        expect(read.map((text) => text.replace(/^'/, ''))).toEqual(
          cells.map((text) => text.replace(/^'/, '')),
        );
        expect(read.filter((text) => /^[;,\s\0]*[=+\-@＝＋－＠]|^[\t\r\0]/.test(text))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});

let world: World;
let rollcall: Rollcall;
let admin: Browser;
beforeAll(async () => {
  world = await startWorld();
  rollcall = await world.rollcall();
  admin = await rollcall.signedIn('admin');
});
afterAll(() => world.close());

async function exported(body: object) {
  const page = await admin.api('POST', '/api/audit/export', { body });
  return { status: page.status, file: Object(page.body) };
}

describe('exportAuditEvents', () => {
  it('gives every event that was asked for as CSV or as JSON lines, and tells the trail of it', async () => {
    const { user_id: userId } = await one(admin, from('Username-Password-Authentication'));
    await patch(admin, userId, { name: '=HYPERLINK("https://evil.example")', nickname: 'two\r\nlines' });
    await patch(admin, userId, { name: 'Plain' });
    const wanted = await events(admin, { target: userId });
    const csv = await exported({ format: 'csv', target: userId });
    expect(csv).toMatchObject({
      status: 200,
      file: { type: 'text/csv; charset=utf-8', complete: true, name: expect.stringMatching(/\.csv$/) },
    });
    const cells = cellsOf(csv.file.text);
    expect(cells.slice(0, 3)).toEqual(['id', 'at', 'action']);
    expect(cells).toHaveLength(16 * (1 + wanted.length));
    expect(cells).toContain(`'=HYPERLINK("https://evil.example")`);
    const lines = await exported({ format: 'ndjson', target: userId, action: 'user.update' });
    const ids = String(lines.file.text)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).id);
    expect(ids).toEqual(wanted.map(({ id }) => id));
    expect(await newest(admin)).toMatchObject({ action: 'audit.export', outcome: 'done', target: null });
  });

  it('is not for those who may not read the trail', async () => {
    const viewer = await rollcall.signedIn('viewer');
    const page = await viewer.api('POST', '/api/audit/export', { body: { format: 'csv' } });
    expect(page.body).toMatchObject({ missing: ['audit:read'] });
  });

  it('takes no other format', async () => {
    expect((await exported({ format: 'xlsx' })).file).toMatchObject({ code: 'invalid_input' });
  });
});
