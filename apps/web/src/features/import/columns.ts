import type { CustomField } from '@rollcall/shared/user/custom-fields.ts';
import type { SourceFile } from '@rollcall/shared/import/source-file.ts';
import {
  guessTargets,
  type GuessedColumn,
  metadataPath,
  typeOf,
  type WhyIgnored,
} from '@rollcall/shared/import/targets.ts';

const sampled = 200;

/** The first cells of a column that have something in them. */
export function sampleOf({ rows }: SourceFile, place: number): unknown[] {
  return rows
    .slice(0, sampled)
    .map(({ cells }) => cells[place])
    .filter((cell) => cell !== undefined && cell !== '');
}

/** Where the columns of a file probably go. */
export function guessColumns(file: SourceFile, customFields: readonly CustomField[]): GuessedColumn[] {
  return guessTargets(file.columns, customFields, (place) => sampleOf(file, place));
}

/** The columns with another target of one of them. */
export function retarget(
  columns: readonly GuessedColumn[],
  place: number,
  target: string,
  { file, customFields }: { file: SourceFile; customFields: readonly CustomField[] },
): GuessedColumn[] {
  return columns.map((column, index) => {
    if (index !== place) return column;
    const { why: _why, ...rest } = column;
    return { ...rest, target, type: typeOf(target, customFields, sampleOf(file, place)) };
  });
}

/** What keeps the columns from being used, for each column and for all of them. */
export function columnFaults(columns: readonly GuessedColumn[]): {
  byPlace: ReadonlyMap<number, string>;
  all?: string;
} {
  const byPlace = new Map<number, string>();
  const seen = new Map<string, string>();
  for (const [place, { column, target }] of columns.entries()) {
    if (target === '') continue;
    const isPath = target.includes('.');
    const taken = seen.get(target);
    if (isPath && metadataPath(target) === undefined) {
      byPlace.set(place, 'Give a key, or several with dots between them.');
    } else if (taken !== undefined) byPlace.set(place, `The column ${taken} goes there already.`);
    else seen.set(target, column);
  }
  return seen.has('email')
    ? { byPlace }
    : { byPlace, all: 'Say which column holds the e-mail addresses: Auth0 imports nobody without one.' };
}

/** Why a column is left out, in words. */
export const whyIgnored: Readonly<Record<WhyIgnored, string>> = {
  password: 'Passwords are never imported: Auth0 takes hashes only.',
  set_by_auth0: 'Auth0 sets this itself.',
  error: 'What was wrong the last time. It is not imported.',
  unknown: 'Not imported, unless you say where it goes.',
};

/** A key of metadata that is named like a column. */
export function keyFor(column: string): string {
  const key = column
    .trim()
    .replaceAll(/[^\p{L}\p{N}_-]+/gu, '_')
    .replaceAll(/^_+|_+$/g, '');
  return key === '' ? 'value' : key;
}
