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
  {
    operation: 'DELETE /roles/{id}/permissions',
    status: 204,
    about: 'status',
    because: 'Recorded so, though the reference says 200.',
  },
  {
    operation: 'DELETE /roles/{id}/permissions',
    status: 404,
    about: 'status',
    because: 'Every other act on a role that is not there is 404, and is listed.',
  },
  {
    operation: 'PATCH /roles/{id}',
    status: 404,
    about: 'status',
    because: 'Every other act on a role that is not there is 404, and is listed.',
  },
  {
    operation: 'PATCH /roles/{id}',
    status: 409,
    about: 'status',
    because: 'A name that another role has is refused as when a role is created.',
  },
  {
    operation: 'DELETE /roles/{id}',
    status: 200,
    about: 'body',
    because: 'Recorded with the body {}.',
  },
  {
    operation: 'POST /roles/{id}/users',
    status: 200,
    about: 'body',
    because: 'Recorded with the body {}.',
  },
  {
    operation: 'POST /roles/{id}/permissions',
    status: 201,
    about: 'body',
    because: 'Recorded with the body {}.',
  },
  {
    operation: 'POST /users/{id}/permissions',
    status: 201,
    about: 'body',
    because: 'Recorded with the body {}.',
  },
  {
    operation: 'PUT /users/{id}/authentication-methods',
    status: 404,
    about: 'status',
    because: 'A user that is not there is refused as by the other operations on authentication methods.',
  },
  {
    operation: 'PATCH /users/{id}/authentication-methods/{authentication_method_id}',
    status: 200,
    about: 'body',
    because: 'The reference forgets passkeys here, which can be renamed like any other method.',
  },
  {
    operation: 'POST /users/{id}/multifactor/actions/invalidate-remember-browser',
    status: 404,
    about: 'status',
    because: 'A user that is not there is refused as everywhere.',
  },
  {
    operation: 'POST /users/{id}/risk-assessments/clear',
    status: 404,
    about: 'status',
    because: 'A user that is not there is refused as everywhere.',
  },
  {
    operation: 'GET /guardian/enrollments/{id}',
    status: 404,
    about: 'status',
    because: 'Recorded: "Enrollment not found" with enrollment_not_found.',
  },
  {
    operation: 'DELETE /guardian/enrollments/{id}',
    status: 404,
    about: 'status',
    because: 'As the GET was recorded: "Enrollment not found" with enrollment_not_found.',
  },
  {
    operation: 'POST /users/{id}/identities',
    status: 404,
    about: 'status',
    because: 'A primary user that is not there is refused as everywhere.',
  },
  {
    operation: 'DELETE /users/{id}/identities/{provider}/{user_id}',
    status: 404,
    about: 'status',
    because: 'A primary user that is not there is refused as everywhere.',
  },
  {
    operation: 'POST /jobs/verification-email',
    status: 404,
    about: 'status',
    because: 'A user that is not there is refused as everywhere.',
  },
  {
    operation: 'GET /jobs/{id}/errors',
    status: 204,
    about: 'body',
    because: 'The reference describes a body for a status that cannot have one.',
  },
  {
    operation: 'POST /organizations/{id}/invitations',
    status: 201,
    about: 'status',
    because: 'Recorded so, though the reference says 200.',
  },
  {
    operation: 'POST /organizations/{id}/invitations',
    status: 201,
    about: 'body',
    because: 'The invitation, as the reference describes it under 200.',
  },
  ...['POST', 'DELETE'].flatMap((method) =>
    ['/organizations/{id}/members', '/organizations/{id}/members/{user_id}/roles'].map((path): Deviation => ({
      operation: `${method} ${path}`,
      status: 404,
      about: 'status',
      because: 'Every other act on an organization or a user that is not there is 404, and is listed.',
    })),
  ),
];
