/** What keeps Rollcall from starting. The message is for the person at the terminal, and names what to fix. */
export class StartFailure extends Error {
  override name = 'StartFailure';
}

/** Why something failed, for such a message: the innermost code or message, on one line. */
export function reasonOf(error: unknown): string {
  let inner = error;
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause;
  if (!(inner instanceof Error)) return 'unknown';
  const code = 'code' in inner && typeof inner.code === 'string' ? inner.code : '';
  return (code === '' ? inner.message : code).split('\n')[0] ?? '';
}
