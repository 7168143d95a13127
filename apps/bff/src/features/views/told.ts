import type { AuditChange, AuditTarget } from '@rollcall/shared/contract/audit.ts';
import type { StoredView, ViewFields } from '../../store/saved-views.ts';

/** A view as the audit trail names it: what is somebody's alone, by its id. */
export function targetOf({ id, name, isShared }: StoredView): AuditTarget {
  return { kind: 'view', id, ...(isShared ? { name } : {}) };
}

/**
 * What changed of a view, for the audit trail. A search can name a person, and what is in the trail can be
 * deleted no more: of a state it is told which parts changed, and of a private view not its name.
 */
export function changesOf(before: ViewFields | undefined, after: ViewFields | undefined): AuditChange[] {
  const name = { field: 'name', before: nameOf(before), after: nameOf(after) };
  const shared = { field: 'is_shared', before: before?.isShared ?? null, after: after?.isShared ?? null };
  const states = after === undefined || before === undefined ? [] : partsThatDiffer(before, after);
  return [...[name, shared].filter((change) => change.before !== change.after), ...states];
}

function nameOf(fields: ViewFields | undefined): string | null {
  return fields?.isShared === true ? fields.name : null;
}

function partsThatDiffer({ state: before }: ViewFields, { state: after }: ViewFields): AuditChange[] {
  const parts = Object.entries(after).flatMap(([part, value]) =>
    Object.entries(before).some(([name, old]) => name === part && old === value) ? [] : [part],
  );
  return parts.length === 0 ? [] : [{ field: 'state', before: null, after: parts }];
}
