/** Where one is on the page: at a step of preparing a file, or at an import that is uploaded. */
export interface ImportSearch {
  step?: 'check' | 'target';
  id?: string;
}

/** Reads the address of the page. */
export function readImportSearch(search: Record<string, unknown>): ImportSearch {
  const { step, id } = search;
  return {
    ...(step === 'check' || step === 'target' ? { step } : {}),
    ...(typeof id === 'string' && id !== '' ? { id } : {}),
  };
}
