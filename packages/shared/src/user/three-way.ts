import { isJsonObject, type JsonObject, sameJson } from './merge-patch.ts';

export type Path = readonly string[];

/** A place that two people changed in two ways. `undefined` is a key that is not there. */
export interface Conflict {
  path: Path;
  base: unknown;
  mine: unknown;
  theirs: unknown;
}

export type Choice = 'mine' | 'theirs';

/** What became of two changes to the same thing. */
export interface ThreeWay {
  /** Changed by both, differently: a person has to choose. */
  conflicts: Conflict[];
  /** Changed by them alone. */
  taken: Path[];
}

/**
 * Compares two changes of one object with the state that both started from. Objects are compared key
 * by key at any depth; everything else, arrays too, is one value.
 */
export function compareThreeWay(base: JsonObject, mine: JsonObject, theirs: JsonObject): ThreeWay {
  const conflicts: Conflict[] = [];
  const taken: Path[] = [];
  merge(base, mine, theirs, [], (meeting) => {
    if (sameJson(meeting.mine, meeting.base)) taken.push(meeting.path);
    else conflicts.push(meeting);
    return 'theirs';
  });
  return { conflicts, taken };
}

/** Joins two changes of one object: what only one side changed is taken from it, and where both did, `choose` decides. */
export function mergeThreeWay(
  base: JsonObject,
  mine: JsonObject,
  theirs: JsonObject,
  choose: (path: Path) => Choice,
): JsonObject {
  return merge(base, mine, theirs, [], ({ path }) => choose(path));
}

/** Calls `meet` for each place that they changed and that is not already the same on both sides. */
function merge(
  base: JsonObject,
  mine: JsonObject,
  theirs: JsonObject,
  path: Path,
  meet: (meeting: Conflict) => Choice,
): JsonObject {
  const was = new Map(Object.entries(base));
  const ours = new Map(Object.entries(mine));
  const others = new Map(Object.entries(theirs));
  return Object.fromEntries(
    [...new Set([...others.keys(), ...ours.keys()])].flatMap((key) => {
      const here = { path: [...path, key], base: was.get(key), mine: ours.get(key), theirs: others.get(key) };
      const value = join(here, meet);
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}

function join(here: Conflict, meet: (meeting: Conflict) => Choice): unknown {
  const { path, base, mine, theirs } = here;
  if (sameJson(mine, theirs) || sameJson(theirs, base)) return mine;
  if (isJsonObject(mine) && isJsonObject(theirs)) {
    return merge(isJsonObject(base) ? base : {}, mine, theirs, path, meet);
  }
  const choice = meet(here);
  if (sameJson(mine, base)) return theirs;
  return choice === 'mine' ? mine : theirs;
}
