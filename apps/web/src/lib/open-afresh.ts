/** Loads a page of the app anew, so that nothing of what was read or typed before is left. */
export function openAfresh(path: string): void {
  window.location.assign(path);
}
