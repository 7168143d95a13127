import { sizeOf } from './check-rows.ts';

/**
 * Cuts rows into portions that are each, as a JSON array, no larger than so many bytes. The order stays. A row
 * that is larger by itself is a portion of its own.
 */
export function portions<Row>(
  rows: readonly Row[],
  { mostBytes, mostRows = Number.POSITIVE_INFINITY }: { mostBytes: number; mostRows?: number },
): Row[][] {
  const all: Row[][] = [];
  let current: Row[] = [];
  // The brackets of the array; each row brings a comma.
  let size = 2;
  for (const row of rows) {
    const bytes = sizeOf(row) + 1;
    if (current.length > 0 && (size + bytes > mostBytes || current.length >= mostRows)) {
      all.push(current);
      current = [];
      size = 2;
    }
    current.push(row);
    size += bytes;
  }
  if (current.length > 0) all.push(current);
  return all;
}
