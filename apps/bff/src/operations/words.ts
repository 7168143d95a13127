import { z } from 'zod';
import { ProblemError } from '../http/problem.ts';
import type { StoredOperation } from './operation-store.ts';

const Titled = z.object({ title: z.string() });

/** What an operation is called in the audit trail. */
export function titleOf({ params }: Pick<StoredOperation, 'params'>): string {
  return Titled.parse(params).title;
}

/** The refusal of a step that an operation cannot take in the state that it is in. */
export function notNow(
  detail = 'The operation has gone on meanwhile. Look at how it stands now.',
): ProblemError {
  return new ProblemError('not_now', { detail });
}
