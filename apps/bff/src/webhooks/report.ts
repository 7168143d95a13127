import type { AuditEvent } from '@rollcall/shared/contract/audit.ts';

/**
 * The changes that are told with their values. Nothing in here is of a person: what a mask can hide from
 * a team member must not reach an address that has no mask, and names and pictures give hidden addresses
 * away.
 */
const toldWithValues: ReadonlySet<string> = new Set([
  'blocked',
  'title',
  'permissions',
  'reason_required',
  'enabled',
]);

/** What is sent of an act, byte for byte: who did what to what, and which fields it changed. */
export function reportOf({ id, at, action, actor, target, changes }: AuditEvent): string {
  return JSON.stringify({
    id,
    at,
    action,
    actor: actor === null ? null : { id: actor.id, name: withoutAddress(actor.name) },
    target:
      target === null
        ? null
        : {
            kind: target.kind,
            id: target.id,
            // Users, and team members who are users too, are often called by what a mask hides.
            name: target.kind === 'team_role' || target.kind === 'webhook' ? target.name : undefined,
          },
    changes: changes.map(({ field, before, after }) =>
      toldWithValues.has(field) ? { field, before, after } : { field },
    ),
  });
}

/** A name, unless it is an e-mail address or a phone number. */
function withoutAddress(name: string): string | undefined {
  return /^[^@]*\p{L}[^@]*$/u.test(name) ? name : undefined;
}
