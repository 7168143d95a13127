import { z } from 'zod';
import { SlicePosition } from './slices.ts';

/** What a walk does next; it is kept after every step, so that any process can go on with it. */
export const Position = z.discriminatedUnion('phase', [
  /** Reads who has the role or is in the organization, page by page. */
  z.object({
    phase: z.literal('members'),
    filter: z.enum(['role', 'organization']),
    next: z.string().nullable(),
  }),
  /** Counts what matches, to see which way is the shorter one. */
  z.object({ phase: z.literal('choose') }),
  /** Walks through all that match, from the oldest to the newest. */
  z.object({ phase: z.literal('slices'), slice: SlicePosition }),
  /** Asks which of the members match, some of them at a time, in the order of their ids. */
  z.object({ phase: z.literal('chunks'), after: z.string() }),
  /** Asks for the factors of those who were found, in the order of their ids. */
  z.object({ phase: z.literal('factors'), after: z.string() }),
]);
export type Position = z.infer<typeof Position>;
