/** A mistake that somebody could make, as data: one place in one file of the product, and what it would become. */
export interface Fault {
  /** What is wrong with Rollcall then, in a sentence; by it the fault is switched on. */
  name: string;
  /** From the root of the repository, like the tests. */
  file: string;
  /** The source text that is taken out; it is in the file once. */
  find: string;
  /** What takes its place. */
  replace: string;
  /** The tests that cannot stay green; the cheapest that know of it. */
  tests: readonly string[];
}
