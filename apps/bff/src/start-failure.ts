/** What keeps Rollcall from starting. The message is for the person at the terminal, and names what to fix. */
export class StartFailure extends Error {
  override name = 'StartFailure';
}
