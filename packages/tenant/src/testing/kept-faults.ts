/** What test tenants answered against Auth0's reference since the last test. */
const faults = new Set<string>();

/** Remembers an answer that is not as Auth0 answers, for the end of the test. */
export function keepFault(fault: string): void {
  faults.add(fault);
}

/** @throws when a tenant has answered otherwise than Auth0 since the last call. */
export function failOnFaults(): void {
  const found = [...faults];
  faults.clear();
  if (found.length > 0) throw new Error(`Not as Auth0 answers:\n${found.join('\n')}`);
}
