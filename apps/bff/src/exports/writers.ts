import type { ExportFormat } from '@rollcall/shared/contract/exports.ts';
import { csvLine } from '@rollcall/shared/csv.ts';
import { z } from 'zod';
import { ProblemError } from '../http/problem.ts';
import { entryHead, type EntryState, entryTail, packPiece, zipEnd } from './zip.ts';
import { sheetEntry, sheetHead, sheetRows, sheetTail, workbookEntries } from './xlsx.ts';

/** What stands in a cell; nothing where there is no value. */
export type Value = string | number | boolean | undefined;

/** A column of the file: what it is called by programs, and by people. */
export interface Head {
  path: string;
  title: string;
}

/** How far a file is, beyond its bytes. JSON, so that any process can go on with it. */
export const WriterState = z.object({
  rows: z.number(),
  entries: z.array(
    z.object({ name: z.string(), offset: z.number(), crc: z.number(), packed: z.number(), size: z.number() }),
  ),
});
export type WriterState = z.infer<typeof WriterState>;

/** The next bytes of a file, and how far it is with them. */
interface Written {
  bytes: Uint8Array;
  state: WriterState;
}

/** Makes a file piece by piece; between any two another process can go on. */
export interface Writer {
  type: string;
  begin: (heads: readonly Head[]) => Promise<Written>;
  rows: (state: WriterState, heads: readonly Head[], rows: readonly (readonly Value[])[]) => Promise<Written>;
  end: (state: WriterState) => Promise<Written>;
}

const nothing: WriterState = { rows: 0, entries: [] };

function text(state: WriterState, lines: readonly string[], rows = 0): Written {
  return { bytes: Buffer.from(lines.join('')), state: { ...state, rows: state.rows + rows } };
}

/** RFC 4180 with a mark that says UTF-8, without which Excel reads another one. No cell begins a formula. */
const csv: Writer = {
  type: 'text/csv; charset=utf-8',
  begin: async (heads) => text(nothing, ['\uFEFF', csvLine(heads.map(({ title }) => title))]),
  rows: async (state, _heads, rows) =>
    text(
      state,
      rows.map((row) => csvLine(row.map((value) => String(value ?? '')))),
      rows.length,
    ),
  end: async (state) => text(state, []),
};

/** One JSON object a line, by paths; a value that is not there has no key. */
const ndjson: Writer = {
  type: 'application/x-ndjson; charset=utf-8',
  begin: async () => text(nothing, []),
  rows: async (state, heads, rows) =>
    text(
      state,
      rows.map(
        (row) =>
          `${JSON.stringify(Object.fromEntries(heads.map(({ path }, index) => [path, row[index]])))}\n`,
      ),
      rows.length,
    ),
  end: async (state) => text(state, []),
};

/** What a sheet has, with its head. Source: support.microsoft.com, Excel specifications and limits */
const mostSheetRows = 1_048_576;

/** A workbook with one sheet. Texts are texts: nothing in it is a formula. */
const xlsx: Writer = {
  type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  begin: async (heads) => {
    const parts: Buffer[] = [];
    const entries: WriterState['entries'] = [];
    let offset = 0;
    const push = (bytes: Buffer) => {
      parts.push(bytes);
      offset += bytes.length;
    };
    for (const { name, content } of workbookEntries) {
      const at = offset;
      push(entryHead(name));
      const packed = await packPiece(fresh(at), Buffer.from(content), true);
      push(packed.bytes);
      push(entryTail(packed.state));
      entries.push({ name, ...packed.state });
    }
    const at = offset;
    push(entryHead(sheetEntry));
    const packed = await packPiece(fresh(at), Buffer.from(sheetHead(heads.map(({ title }) => title))));
    push(packed.bytes);
    entries.push({ name: sheetEntry, ...packed.state });
    return { bytes: Buffer.concat(parts), state: { rows: 0, entries } };
  },
  rows: async (state, _heads, rows) => {
    const count = state.rows + rows.length;
    if (count >= mostSheetRows) {
      throw new ProblemError('too_large', {
        detail: 'A sheet has room for 1,048,575 users. Export them as CSV or NDJSON.',
      });
    }
    return goOn({ ...state, rows: count }, sheetRows(rows, state.rows + 2));
  },
  end: async (state) => {
    const { bytes, state: last } = await goOn(state, sheetTail, true);
    const sheet = last.entries.at(-1);
    if (sheet === undefined) throw new Error('There is no sheet.');
    const tail = entryTail(sheet);
    const headLength = entryHead(sheetEntry).length;
    const end = zipEnd(sheet.offset + headLength + sheet.packed + tail.length, last.entries);
    return { bytes: Buffer.concat([bytes, tail, end]), state: last };
  },
};

async function goOn(state: WriterState, content: string, isLast = false): Promise<Written> {
  const sheet = state.entries.at(-1);
  if (sheet === undefined) throw new Error('There is no sheet.');
  const packed = await packPiece(sheet, Buffer.from(content), isLast);
  const entries = [...state.entries.slice(0, -1), { name: sheetEntry, ...packed.state }];
  return { bytes: packed.bytes, state: { ...state, entries } };
}

function fresh(offset: number): EntryState {
  return { offset, crc: 0, packed: 0, size: 0 };
}

/** What writes each format. */
export const writers: Readonly<Record<ExportFormat, Writer>> = { csv, ndjson, xlsx };
