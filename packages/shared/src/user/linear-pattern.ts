/** One place of a pattern: which characters fit, and how many of them. */
interface Item {
  fits: (character: string) => boolean;
  min: number;
  max: number;
}

/** A text is matched against it in time proportional to its length, whatever the pattern and the text. */
export interface LinearPattern {
  matches: (text: string) => boolean;
}

/** The most that a counted repetition can ask for. */
const maxCount = 1000;
/** One character: a class, an escape, or itself. Then, perhaps, how often. */
const part = /(\[(?:\\.|[^\]\\])+\]|\\.|[^[\]\\(){}|*+?^$])(\*|\+|\?|\{\d{1,4}(?:,\d{0,4})?\})?/uy;

/**
 * Reads a pattern of the small kind that JSON Schemas of custom fields can have: `^`, single characters,
 * classes and escapes, each with `*`, `+`, `?` or `{m,n}`, and `$`. No groups, no alternatives, no look-around:
 * what is left can be matched without ever going back.
 *
 * @throws {RangeError} with a sentence, when it is none of them
 */
export function readLinearPattern(pattern: string): LinearPattern {
  if (!pattern.startsWith('^') || !pattern.endsWith('$')) {
    throw new RangeError('A pattern begins with ^ and ends with $.');
  }
  const inner = pattern.slice(1, -1);
  const items: Item[] = [];
  part.lastIndex = 0;
  while (part.lastIndex < inner.length) {
    const at = part.lastIndex;
    const found = part.exec(inner);
    if (found === null) {
      throw new RangeError(
        `A pattern is made of characters, classes and repetitions; “${inner.slice(at, at + 1)}” at ${at + 2} is none.`,
      );
    }
    const [, atom = '', often = ''] = found;
    items.push({ fits: fitOf(atom), ...countOf(often) });
  }
  return { matches: (text) => run(items, text) };
}

function fitOf(atom: string): Item['fits'] {
  if (/^\\[bBkpP0-9cux]/.test(atom)) throw new RangeError(`A pattern cannot have ${atom}.`);
  let one: RegExp;
  try {
    one = new RegExp(`^${atom}$`, 'u');
  } catch {
    throw new RangeError(`${atom} is no class of characters.`);
  }
  return (character) => one.test(character);
}

function countOf(often: string): Pick<Item, 'min' | 'max'> {
  if (often === '') return { min: 1, max: 1 };
  if (often === '*') return { min: 0, max: Infinity };
  if (often === '+') return { min: 1, max: Infinity };
  if (often === '?') return { min: 0, max: 1 };
  const [low = '0', high] = often.slice(1, -1).split(',');
  const min = Number(low);
  const max = high === undefined ? min : high === '' ? Infinity : Number(high);
  if (min > maxCount || (max !== Infinity && max > maxCount) || min > max) {
    throw new RangeError(`${often} is not a repetition of at most ${maxCount}.`);
  }
  return { min, max };
}

/**
 * Goes through the text once, with all the places where the pattern can be: by item, how many characters
 * it may have taken.
 */
function run(items: readonly Item[], text: string): boolean {
  let now = reached(items, new Map([[0, new Set([0])]]));
  for (const character of text) {
    const next = new Map<number, Set<number>>();
    for (const [index, counts] of now) {
      const item = items[index];
      if (item === undefined || !item.fits(character)) continue;
      for (const count of counts) {
        if (count >= item.max) continue;
        // Beyond what it has to take, a number that never ends is one like any other.
        const taken = item.max === Infinity ? Math.min(count + 1, item.min) : count + 1;
        next.set(index, (next.get(index) ?? new Set()).add(taken));
      }
    }
    now = reached(items, next);
    if (now.size === 0) return false;
  }
  return now.has(items.length);
}

/** Also the places that come after items which have taken enough. */
function reached(items: readonly Item[], places: Map<number, Set<number>>): Map<number, Set<number>> {
  for (let index = 0; index < items.length; index += 1) {
    const min = items[index]?.min ?? 0;
    if ([...(places.get(index) ?? [])].some((count) => count >= min)) {
      places.set(index + 1, (places.get(index + 1) ?? new Set()).add(0));
    }
  }
  return places;
}
