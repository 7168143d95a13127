import { UserExport } from '@rollcall/shared/contract/exports.ts';
import type { ExportFiles } from '../../exports/export-files.ts';
import type { StoredOperation } from '../../operations/operation-store.ts';
import { ExportParams, ExportProgress } from './params.ts';

const Failure = UserExport.shape.failure;

/** An export in the words of the contract. */
export async function shownExport(
  files: ExportFiles,
  operation: StoredOperation,
  now: Date,
): Promise<UserExport> {
  const { title, format } = ExportParams.parse(operation.params);
  const { phase, found, expected, rows } = ExportProgress.parse(operation.progress ?? {});
  const file = operation.state === 'done' ? await files.find(operation.id, now) : undefined;
  const failure = Failure.safeParse(operation.failure ?? undefined).data;
  return {
    id: operation.id,
    state: operation.state,
    title,
    format,
    phase: phase === 'ended' ? 'writing' : phase,
    count: phase === 'finding' ? found : rows,
    expected: expected === null ? null : Math.max(expected, rows),
    created_at: new Date(operation.created_at).toISOString(),
    file:
      file === undefined
        ? null
        : { name: file.name, size: file.size, rows: file.rows, expires_at: file.expiresAt.toISOString() },
    ...(failure === undefined ? {} : { failure }),
  };
}
