import { z } from 'zod';

/**
 * Every way a call can fail: the code, its HTTP status and its title. One table for the BFF, which
 * answers with it, and the web app, which must have words for each code.
 */
export const problems = {
  invalid_input: { status: 400, title: 'Something in the request is not as it should be' },
  invalid_query: { status: 400, title: 'The search cannot be read' },
  search_too_long: { status: 400, title: 'The search is too long for Auth0' },
  too_many_to_ask: { status: 400, title: 'There are too many users to ask one by one' },
  page_out_of_reach: { status: 400, title: 'Auth0 pages through the first 1,000 results only' },
  password_refused: { status: 400, title: 'The connection refuses this password' },
  reason_required: { status: 400, title: 'This needs a reason' },
  masked_field: { status: 400, title: 'This is hidden from you' },
  address_refused: { status: 400, title: 'Rollcall does not send to this address' },
  refused_by_tenant: { status: 400, title: 'The tenant refuses this change' },
  not_signed_in: { status: 401, title: 'You are not signed in' },
  step_up_required: { status: 401, title: 'This needs a fresh sign-in' },
  not_a_team_member: { status: 403, title: 'You are not in the team' },
  permission_missing: { status: 403, title: 'Your team role does not allow this' },
  beyond_own_rights: { status: 403, title: 'Nobody gives or changes more than they have' },
  viewing_as: { status: 403, title: 'Nothing can be changed while you see Rollcall as someone else' },
  scope_missing: { status: 403, title: "Rollcall's own token does not allow this" },
  not_in_plan: { status: 403, title: "The tenant's plan does not include this" },
  cross_site: { status: 403, title: 'The request did not come from Rollcall' },
  not_found: { status: 404, title: 'There is nothing here' },
  method_not_allowed: { status: 405, title: 'This address does not take that method' },
  last_admin: { status: 409, title: 'The team needs an Admin' },
  not_now: { status: 409, title: 'This cannot be done at the moment' },
  in_use: { status: 409, title: 'This is still in use' },
  not_revertible: { status: 409, title: 'This cannot be reverted' },
  field_locked: { status: 409, title: 'A locked field cannot be changed here' },
  already_exists: { status: 409, title: 'There is such a user already' },
  partly_saved: { status: 409, title: 'Only a part was saved' },
  conflict: { status: 412, title: 'Someone else changed this user meanwhile' },
  connection_changed: { status: 412, title: 'The settings of the connection changed meanwhile' },
  too_large: { status: 413, title: 'The request is too large' },
  out_of_range: { status: 416, title: 'The file does not go that far' },
  unsupported_media_type: { status: 415, title: 'The request must be JSON' },
  precondition_required: { status: 428, title: 'The change must say which version it is based on' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  internal_error: { status: 500, title: 'Rollcall failed' },
  tenant_misconfigured: { status: 502, title: 'The tenant does not accept Rollcall' },
  tenant_invalid: { status: 502, title: 'The tenant answered with something unreadable' },
  tenant_unreachable: { status: 502, title: 'The tenant cannot be reached' },
  search_too_slow: { status: 503, title: 'The search took too long' },
  tenant_busy: { status: 503, title: 'The tenant is busy' },
  store_unavailable: { status: 503, title: "Rollcall's database cannot be reached" },
  outcome_unknown: { status: 504, title: 'It is not known whether this was done' },
} as const satisfies Record<string, { status: number; title: string }>;

/** The stable name of a problem. */
export type ProblemCode = keyof typeof problems;

/** All codes. */
export const problemCodes = Object.keys(problems).filter((code): code is ProblemCode => code in problems);

/** One field at fault, and why, in a sentence. */
export const FieldProblem = z.object({
  /** A path such as `email` or `app_metadata.plan`. */
  field: z.string(),
  detail: z.string(),
});
export type FieldProblem = z.infer<typeof FieldProblem>;

/**
 * A failed call as it travels: RFC 9457 problem details with Rollcall's members.
 * `type` is `urn:rollcall:problem:<code>`.
 */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.enum(problemCodes),
  requestId: z.string(),
  errors: z.array(FieldProblem).optional(),
  /** `permission_missing`, `scope_missing`: what is missing; any one of them would do. */
  missing: z.array(z.string()).optional(),
  /** `invalid_query`: where the search stops making sense, counted from 0. */
  position: z.number().int().optional(),
  /** `tenant_busy`, `too_many_requests`: seconds until another try makes sense. */
  retryAfter: z.number().optional(),
  /** `partly_saved`, `outcome_unknown`: the fields that are known to be saved. */
  saved: z.array(z.string()).optional(),
});
export type Problem = z.infer<typeof Problem>;
