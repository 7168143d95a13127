import { isJsonObject } from '@rollcall/shared/user/merge-patch.ts';

/** One line of JSON as it is printed, and where in the whole it stands. */
export interface RawLine {
  depth: number;
  /** The key with its quotes; absent in lists and for brackets that close. */
  key: string | undefined;
  /** The value, or the bracket that opens or closes it. */
  text: string;
  hasComma: boolean;
  /** `app_metadata.roles[0]`; of the whole it is empty. */
  path: string;
  /** The value at that path, whole. */
  value: unknown;
}

/** Prints a value line by line, as `JSON.stringify(value, null, 2)` does. */
export function rawLines(value: unknown): RawLine[] {
  return linesOf(value, { depth: 0, key: undefined, path: '', hasComma: false });
}

type Place = Pick<RawLine, 'depth' | 'key' | 'path' | 'hasComma'>;

function linesOf(value: unknown, place: Place): RawLine[] {
  const isList = Array.isArray(value);
  const inner: [string | undefined, string, unknown][] = isList
    ? value.map((item: unknown, index) => [undefined, `${place.path}[${index}]`, item])
    : isJsonObject(value)
      ? Object.entries(value)
          .filter(([, item]) => item !== undefined)
          .map(([key, item]) => [JSON.stringify(key), pathTo(place.path, key), item])
      : [];
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (inner.length === 0) {
    const text = isList || isJsonObject(value) ? open + close : JSON.stringify(value);
    return [{ ...place, text, value }];
  }
  return [
    { ...place, text: open, value, hasComma: false },
    ...inner.flatMap(([key, path, item], index) =>
      linesOf(item, { depth: place.depth + 1, key, path, hasComma: index < inner.length - 1 }),
    ),
    { ...place, key: undefined, text: close, value },
  ];
}

/** As in JavaScript: with brackets where a dot would not do. */
function pathTo(path: string, key: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** A place where what is looked for stands. */
export interface RawMatch {
  line: number;
  part: 'key' | 'text';
  start: number;
}

/** Where a text stands in keys and values, capitals or not, from above. */
export function rawMatches(lines: readonly RawLine[], query: string): RawMatch[] {
  const wanted = query.toLowerCase();
  if (wanted === '') return [];
  return lines.flatMap(({ key, text, value }, line) => {
    const isLeaf = typeof value !== 'object' || value === null;
    return [
      ...startsOf(key ?? '', wanted).map((start) => ({ line, part: 'key' as const, start })),
      ...(isLeaf ? startsOf(text, wanted) : []).map((start) => ({ line, part: 'text' as const, start })),
    ];
  });
}

function startsOf(text: string, wanted: string): number[] {
  const inside = text.toLowerCase();
  const starts: number[] = [];
  // Where capitals change the length, places could not be marked.
  if (inside.length !== text.length) return starts;
  for (let at = inside.indexOf(wanted); at !== -1; at = inside.indexOf(wanted, at + wanted.length)) {
    starts.push(at);
  }
  return starts;
}

/** What is copied of a value: text as it is, anything else as JSON. */
export function copiedValue(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '');
}
