import { FileUnreadable } from '@rollcall/shared/import/source-file.ts';

/** The largest file that is read, in bytes. */
const mostBytes = 100_000_000;

/**
 * The text of a file in UTF-8, also of one that is packed as Auth0 packs its exports (gzip).
 *
 * @throws {FileUnreadable} for another encoding, and for what is too large
 */
export async function readText(file: Blob): Promise<string> {
  refuseLarge(file.size);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return decode(isPacked ? await unpack(file) : bytes);
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isUtf16) {
    throw new FileUnreadable(
      'The file is in UTF-16. Save it in UTF-8: in a spreadsheet, as “CSV UTF-8”; in an editor, choose the encoding.',
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FileUnreadable('The file is not in UTF-8. Save it in UTF-8: in a spreadsheet, as “CSV UTF-8”.');
  }
}

async function unpack(file: Blob): Promise<Uint8Array> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      size += read.value.length;
      refuseLarge(size);
      parts.push(read.value);
    }
  } catch (error) {
    if (error instanceof FileUnreadable) throw error;
    throw new FileUnreadable('The file is packed, and cannot be unpacked.');
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

function refuseLarge(size: number): void {
  if (size > mostBytes) throw new FileUnreadable(`The file is larger than ${mostBytes / 1_000_000} MB.`);
}
