import type { Request } from 'express';
import type { AuditIntent } from '../audit/trail.ts';
import { requestIdOf } from '../http/request-id.ts';
import { type Caller, nameOf } from '../store/caller.ts';
import type { SignedInPerson } from '../store/team-sign-in.ts';

/** The sign-in of a team member, for the audit trail. */
export function signInOf(request: Request, memberId: string, { name, email }: SignedInPerson): AuditIntent {
  return {
    action: 'session.sign_in',
    actor: { id: memberId, name: name ?? email ?? memberId },
    target: null,
    requestId: requestIdOf(request),
  };
}

/** The sign-in of somebody who is not in the team: of the tenant's account nothing but this is kept. */
export function refusedSignInOf(request: Request, { subject, email }: SignedInPerson): AuditIntent {
  return {
    action: 'session.sign_in_refused',
    actor: null,
    target: { kind: 'user', id: subject, name: email },
    requestId: requestIdOf(request),
  };
}

/** The sign-out of the team member whose session it is; `undefined` where nobody is signed in. */
export function signOutOf(request: Request): AuditIntent | undefined {
  const session: Request['session'] | undefined = request.session;
  const actor = session?.caller?.actor;
  if (actor === undefined) return undefined;
  return {
    action: 'session.sign_out',
    actor: { id: actor.id, name: nameOf(actor) },
    target: null,
    requestId: requestIdOf(request),
  };
}

/** That a team member confirms who they are. */
export function stepUpOf(request: Request, { actor }: Caller): AuditIntent {
  return {
    action: 'session.step_up',
    actor: { id: actor.id, name: nameOf(actor) },
    target: null,
    requestId: requestIdOf(request),
  };
}
