import { z } from 'zod';
import { shown } from './user-schema.ts';

/** Entries of a list, read one by one: one of an unknown shape does not take the others down. */
export function readable<Entry>(entry: z.ZodType<Entry>) {
  return z.array(z.unknown()).transform((listed) =>
    listed.flatMap((item): Entry[] => {
      const read = entry.safeParse(item);
      return read.success ? [read.data] : [];
    }),
  );
}

/** A moment as an ISO text. Auth0's documents let it be an object or `null` too, which is then not shown. */
export const shownMoment = shown(z.iso.datetime({ offset: true }));
