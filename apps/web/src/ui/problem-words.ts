import type { Problem, ProblemCode } from '@rollcall/shared/problems.ts';
import { ProblemError, Unreachable } from '../lib/problem-error.ts';

/** How a problem is put to a person: how grave, what to do about it, and whether trying again can help. */
export interface ProblemWords {
  tone: 'red' | 'amber' | 'neutral';
  title: string;
  /** What to do, beyond the problem's own detail. */
  wayOut?: (problem: Problem) => string;
  canRetry?: boolean;
}

/** Words for every problem there is: a code without words does not compile. */
export const problemWords: Record<ProblemCode, ProblemWords> = {
  invalid_input: { tone: 'red', title: 'Something is not as it should be' },
  invalid_query: { tone: 'amber', title: 'The search cannot be read' },
  search_too_long: {
    tone: 'amber',
    title: 'The search is too long for Auth0',
    wayOut: () => 'Ask for fewer values at once, or for what they have in common.',
  },
  too_many_to_ask: { tone: 'amber', title: 'These are too many users to ask one by one' },
  page_out_of_reach: { tone: 'amber', title: 'This page is out of reach' },
  password_refused: { tone: 'red', title: 'The connection refuses this password' },
  reason_required: { tone: 'amber', title: 'This needs a reason' },
  masked_field: {
    tone: 'amber',
    title: 'This field is hidden from you',
    wayOut: () => 'It cannot be searched or sorted by.',
  },
  address_refused: { tone: 'red', title: 'Rollcall does not send to this address' },
  refused_by_tenant: { tone: 'red', title: 'Auth0 refuses this change' },
  not_signed_in: { tone: 'amber', title: 'Your session has ended' },
  not_a_team_member: {
    tone: 'amber',
    title: 'You are not in the team',
    wayOut: () => 'Ask an Admin of Rollcall to add you.',
  },
  step_up_required: {
    tone: 'amber',
    title: 'Confirm that it is you, then do this again',
    wayOut: () => 'Nothing was done yet.',
  },
  beyond_own_rights: {
    tone: 'neutral',
    title: 'This is beyond your own rights',
    wayOut: () => 'Someone with at least the same rights can do it.',
  },
  viewing_as: {
    tone: 'neutral',
    title: 'Nothing can be changed while you see Rollcall as someone else',
  },
  permission_missing: { tone: 'neutral', title: 'Your team role does not allow this', wayOut: missing },
  scope_missing: { tone: 'amber', title: "Rollcall's own token does not allow this", wayOut: missing },
  not_in_plan: { tone: 'neutral', title: "The tenant's plan does not include this" },
  cross_site: {
    tone: 'red',
    title: 'The request did not come from Rollcall',
    wayOut: () => 'Reload the page. If that does not help, a proxy or an extension alters requests.',
  },
  not_found: {
    tone: 'neutral',
    title: 'There is nothing here',
    wayOut: () => 'It was deleted, it never existed, or it is not among the users you may see.',
  },
  method_not_allowed: { tone: 'red', title: 'Rollcall does not know this request', wayOut: reload },
  not_now: {
    tone: 'amber',
    title: 'This cannot be done at the moment',
  },
  last_admin: {
    tone: 'amber',
    title: 'The team needs an Admin',
    wayOut: () => 'Make someone else an Admin first.',
  },
  in_use: { tone: 'amber', title: 'This is still in use' },
  not_revertible: { tone: 'neutral', title: 'This cannot be reverted' },
  field_locked: { tone: 'amber', title: 'A locked field cannot be changed here' },
  already_exists: { tone: 'amber', title: 'There is such a user already' },
  partly_saved: { tone: 'amber', title: 'Only a part was saved' },
  conflict: { tone: 'amber', title: 'Someone else changed this user meanwhile' },
  connection_changed: {
    tone: 'amber',
    title: 'The settings of the connection changed meanwhile',
    wayOut: () => 'Nothing was written. Look at them again, then decide.',
  },
  too_large: { tone: 'red', title: 'This is more than Rollcall takes at once' },
  out_of_range: {
    tone: 'amber',
    title: 'The file does not go that far',
    wayOut: () => 'Download it again from the beginning.',
  },
  unsupported_media_type: { tone: 'red', title: 'Rollcall does not know this request', wayOut: reload },
  precondition_required: { tone: 'red', title: 'Rollcall does not know this request', wayOut: reload },
  too_many_requests: { tone: 'amber', title: 'Too many requests', wayOut: waiting, canRetry: true },
  internal_error: {
    tone: 'red',
    title: 'Rollcall failed',
    wayOut: () => 'Try again. If it stays, give the request id to whoever runs Rollcall.',
    canRetry: true,
  },
  tenant_misconfigured: {
    tone: 'red',
    title: 'The tenant does not accept Rollcall',
    wayOut: () =>
      'Whoever runs Rollcall has to check the credentials and grants of its applications in Auth0.',
    canRetry: true,
  },
  tenant_invalid: { tone: 'red', title: 'The tenant answered with something unreadable', canRetry: true },
  tenant_unreachable: { tone: 'amber', title: 'The tenant cannot be reached', canRetry: true },
  search_too_slow: {
    tone: 'amber',
    title: 'The search took too long',
    wayOut: () =>
      'Auth0 gives a search two seconds. A whole e-mail address or the beginning of a name is found fastest; a * at the beginning of a value is slowest.',
    canRetry: true,
  },
  tenant_busy: { tone: 'amber', title: 'The tenant is busy', wayOut: waiting, canRetry: true },
  store_unavailable: { tone: 'red', title: "Rollcall's database cannot be reached", canRetry: true },
  outcome_unknown: {
    tone: 'amber',
    title: 'It is not known whether this was done',
    wayOut: () => 'Reload and look before you try again.',
  },
};

const passing: ReadonlySet<ProblemCode> = new Set(['tenant_busy', 'tenant_unreachable', 'store_unavailable']);

/** Whether a failure is of the kind that is over after a while: then the same call is tried again unasked. */
export function passesByItself(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof ProblemError && passing.has(error.problem.code));
}

function reload(): string {
  return 'Reload the page; it may be outdated.';
}

function waiting({ retryAfter }: Problem): string {
  if (retryAfter === undefined) return 'Try again in a moment.';
  const seconds = Math.max(1, Math.ceil(retryAfter));
  return `Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
}

/** What is missing, unless the detail names it already. */
function missing({ detail, missing: names = [] }: Problem): string {
  return names.every((name) => detail.includes(name)) ? '' : `Missing: ${names.join(' or ')}.`;
}
