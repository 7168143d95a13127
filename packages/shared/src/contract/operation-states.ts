import { z } from 'zod';

/** What is done in the background in a team member's name. */
export const OperationKind = z.enum(['bulk', 'import', 'export']);
export type OperationKind = z.infer<typeof OperationKind>;

/**
 * `collecting`: it is still told what it is about. `preparing`: it is found out what it would come to.
 * `ready`: that waits to be confirmed. `paused`, `scheduled`, `awaiting_approval`: it waits for a person, a
 * moment, a second person.
 */
export const OperationState = z.enum([
  'collecting',
  'preparing',
  'ready',
  'awaiting_approval',
  'scheduled',
  'running',
  'paused',
  'done',
  'failed',
  'cancelled',
]);
export type OperationState = z.infer<typeof OperationState>;

/**
 * What has become of one user, or one row of a file. `already`: it was so before. `refused`: it was never
 * tried. `unknown`: it was sent, and nobody can tell what came of it.
 */
export const ItemState = z.enum(['pending', 'sending', 'done', 'failed', 'unknown', 'refused', 'already']);
export type ItemState = z.infer<typeof ItemState>;
