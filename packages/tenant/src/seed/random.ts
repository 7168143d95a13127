/** A deterministic source of choices: the same seed makes the same people on every machine. */
export interface Random {
  /** From 0 up to but not including 1. */
  next: () => number;
  /** A whole number from 0 up to but not including `below`. */
  below: (below: number) => number;
  /** True with this probability. */
  chance: (probability: number) => boolean;
  pick: <Item>(items: readonly [Item, ...Item[]]) => Item;
  /** Digits of this base, none of them leading zero. */
  digits: (length: number, base: 10 | 16) => string;
}

/** Mulberry32: 32 bits of state, more than enough to look random. */
export function createRandom(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (items) => items[below(items.length)] ?? items[0],
    digits: (length, base) =>
      Array.from({ length }, (_, index) =>
        (index === 0 ? 1 + below(base - 1) : below(base)).toString(base),
      ).join(''),
  };
}
