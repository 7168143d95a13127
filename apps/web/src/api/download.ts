import type { Row } from '@rollcall/shared/contract/row.ts';
import { readProblem } from '../lib/problem-error.ts';
import { type CallInput, send, urlOf } from './call.ts';

/**
 * Has the browser save the file of a row. The first byte of it is asked for before: what is in the way of the
 * file is then told where the person looks, not by the browser's list of downloads.
 *
 * @throws {ProblemError} when the BFF refuses or fails
 * @throws {Unreachable} when nothing readable came back
 */
export async function download<R extends Row & { stream: 'file' }>(
  row: R,
  input: Pick<CallInput<R>, 'params' | 'query'>,
): Promise<void> {
  const url = urlOf(row, input.params, input.query);
  const headers = { 'X-CSRF': '1', Range: 'bytes=0-0' };
  const response = await send(url, {
    headers,
    credentials: 'same-origin',
    redirect: 'error',
    cache: 'no-store',
  });
  if (!response.ok) throw await readProblem(response);
  await response.body?.cancel();
  const link = document.createElement('a');
  link.href = url;
  // The file has its name from the BFF.
  link.download = '';
  link.click();
}
