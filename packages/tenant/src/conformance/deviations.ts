/** An answer that Auth0's reference does not describe, and that the tenant gives all the same. */
export interface Deviation {
  /** As in the reference, such as `DELETE /roles/{id}/permissions`; `*` for all operations. */
  operation: string;
  status: number;
  /** `status`: the reference lists another status. `body`: it describes another body, or none. */
  about: 'status' | 'body';
  /** What speaks for it: mostly traffic that was recorded from real tenants. */
  because: string;
}

/** Every deliberate deviation. A conformance check passes over nothing that is not in here. */
export const DEVIATIONS: readonly Deviation[] = [
  {
    operation: '*',
    status: 403,
    about: 'status',
    because: 'Every operation refuses a token without its scopes, whether the reference lists that or not.',
  },
  {
    operation: '*',
    status: 400,
    about: 'status',
    because: 'Every operation refuses parameters and bodies that cannot be read.',
  },
  {
    operation: '*',
    status: 413,
    about: 'status',
    because: 'Every operation refuses a body over its limit.',
  },
  {
    operation: '*',
    status: 500,
    about: 'status',
    because: 'Anything can break; tests assert that it does not.',
  },
];
