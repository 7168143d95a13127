import { Problem, type ProblemCode } from '@rollcall/shared/problems.ts';

/** A failed call, with the problem the BFF answered. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** Rollcall itself did not answer, or not as Rollcall does (a proxy's page, a cut connection). */
export class Unreachable extends Error {
  constructor(cause?: unknown) {
    super('Rollcall cannot be reached.', { cause });
    this.name = 'Unreachable';
  }
}

/** Whether a failure is this problem. */
export function isProblem(error: unknown, code: ProblemCode): error is ProblemError {
  return error instanceof ProblemError && error.problem.code === code;
}

/** Makes the error out of a failed answer; never throws itself. */
export async function readProblem(response: Response): Promise<ProblemError | Unreachable> {
  const body: unknown = await response.json().catch(() => undefined);
  const parsed = Problem.safeParse(body);
  return parsed.success
    ? new ProblemError(parsed.data)
    : new Unreachable(new Error(`HTTP ${response.status}`));
}
