const holders = new Set<symbol>();

/** Whether any form on the page holds changes that were not saved. */
export function hasUnsavedChanges(): boolean {
  return holders.size > 0;
}

/** Says that a form holds unsaved changes, until the returned function is called. */
export function holdUnsavedChanges(): () => void {
  const holder = Symbol('form');
  holders.add(holder);
  return () => {
    holders.delete(holder);
  };
}

/** Gives up all unsaved changes, so that the page can be left without another question. */
export function giveUpUnsavedChanges(): void {
  holders.clear();
}
