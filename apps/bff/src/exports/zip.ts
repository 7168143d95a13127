import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';

const deflate = promisify(deflateRaw);

/** Where an entry of a zip file is, and what its bytes come to. JSON, so that any process can go on with it. */
export interface EntryState {
  /** Where its header begins. */
  offset: number;
  crc: number;
  packed: number;
  size: number;
}

/** 1980-01-01, the earliest there is: a file tells nothing of when it was made. */
const dosDate = 0x0021;
/** Sizes come behind the bytes; names are UTF-8. */
const flags = 0x0808;

/**
 * A piece of an entry that goes on with another one: blocks of DEFLATE that end at a byte, packed without
 * looking back, so that whoever comes next needs none of what came before.
 * Source: RFC 1951; APPNOTE.TXT 6.3.10
 */
export async function packPiece(
  state: EntryState,
  bytes: Uint8Array,
  isLast = false,
): Promise<{ bytes: Buffer; state: EntryState }> {
  const finishFlush = isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH;
  const packed = await deflate(bytes, { finishFlush });
  const next = {
    offset: state.offset,
    crc: crc32(bytes, state.crc),
    packed: state.packed + packed.length,
    size: state.size + bytes.length,
  };
  return { bytes: packed, state: next };
}

/** What stands in front of the bytes of an entry. */
export function entryHead(name: string): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x0403_4b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(flags, 6);
  head.writeUInt16LE(8, 8);
  head.writeUInt16LE(dosDate, 12);
  head.writeUInt16LE(Buffer.byteLength(name), 26);
  return Buffer.concat([head, Buffer.from(name)]);
}

/** What stands behind them. */
export function entryTail({ crc, packed, size }: EntryState): Buffer {
  const tail = Buffer.alloc(16);
  tail.writeUInt32LE(0x0807_4b50, 0);
  tail.writeUInt32LE(crc, 4);
  tail.writeUInt32LE(packed, 8);
  tail.writeUInt32LE(size, 12);
  return tail;
}

/** The end of a zip file, which lists its entries. */
export function zipEnd(offset: number, entries: readonly (EntryState & { name: string })[]): Buffer {
  const listed = entries.map(({ name, offset: at, crc, packed, size }) => {
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x0201_4b50, 0);
    entry.writeUInt16LE(20, 4);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt16LE(dosDate, 14);
    entry.writeUInt32LE(crc, 16);
    entry.writeUInt32LE(packed, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(at, 42);
    return Buffer.concat([entry, Buffer.from(name)]);
  });
  const list = Buffer.concat(listed);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([list, end]);
}
