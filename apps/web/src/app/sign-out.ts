import type { QueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { readProblem, Unreachable } from '../lib/problem-error.ts';
import { keepTheme } from '../lib/theme.ts';
import { giveUpUnsavedChanges } from '../lib/unsaved-changes.ts';
import { announceSignedOut } from './session.ts';

const Answer = z.object({ location: z.url({ protocol: /^https?$/ }) });

/**
 * Ends the session here and at the tenant, forgets what was read and typed, tells the other tabs, and
 * leaves. Asks nothing: whoever calls it has asked already.
 * @throws {ProblemError} when the session could not be ended
 * @throws {Unreachable} when Rollcall did not answer
 */
export async function signOut(queryClient: QueryClient): Promise<void> {
  const response = await fetch('/auth/logout', { method: 'POST', headers: { 'X-CSRF': '1' } }).catch(
    (error: unknown) => {
      throw new Unreachable(error);
    },
  );
  if (!response.ok) throw await readProblem(response);
  const { location } = Answer.parse(await response.json());
  giveUpUnsavedChanges();
  queryClient.clear();
  keepTheme();
  announceSignedOut();
  window.location.assign(location);
}
