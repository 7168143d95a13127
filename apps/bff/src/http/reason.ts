import type { Request } from 'express';
import { ProblemError } from './problem.ts';

const longest = 500;

/**
 * The reason that a team member gives for an act: the header `Audit-Reason`, percent-encoded UTF-8.
 *
 * @throws {ProblemError} `invalid_input` when it cannot be read or is longer than 500 characters
 */
export function reasonOf(request: Request): string | undefined {
  const sent = request.get('Audit-Reason');
  if (sent === undefined) return undefined;
  try {
    const reason = decodeURIComponent(sent).trim();
    if (reason.length <= longest && reason.isWellFormed() && !reason.includes('\0')) {
      return reason === '' ? undefined : reason;
    }
  } catch {
    // Not percent-encoded: told below like everything else that is no reason.
  }
  throw new ProblemError('invalid_input', {
    detail: `A reason is text of at most ${longest} characters.`,
    errors: [{ field: 'reason', detail: `At most ${longest} characters.` }],
  });
}
