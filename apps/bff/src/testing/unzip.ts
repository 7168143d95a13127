import { crc32, inflateRawSync } from 'node:zlib';

/** The entries of a zip file by their names, found by its list and checked against its sums. */
export function unzip(file: Buffer): Map<string, string> {
  const end = file.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  let at = file.readUInt32LE(end + 16);
  return new Map(
    Array.from({ length: file.readUInt16LE(end + 10) }, () => {
      const [crc, packed, size] = [16, 20, 24].map((offset) => file.readUInt32LE(at + offset));
      const nameLength = file.readUInt16LE(at + 28);
      const name = file.toString('utf8', at + 46, at + 46 + nameLength);
      const head = file.readUInt32LE(at + 42);
      const start = head + 30 + file.readUInt16LE(head + 26) + file.readUInt16LE(head + 28);
      const bytes = inflateRawSync(file.subarray(start, start + (packed ?? 0)));
      if (crc32(bytes) !== crc || bytes.length !== size) throw new Error(`${name} is not what it says.`);
      at += 46 + nameLength;
      return [name, bytes.toString('utf8')] as const;
    }),
  );
}
