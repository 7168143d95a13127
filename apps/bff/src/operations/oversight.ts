import { isOverEverybody } from '@rollcall/shared/access/decision.ts';
import type { Permission } from '@rollcall/shared/access/permissions.ts';
import { OperationKind } from '@rollcall/shared/contract/operation-states.ts';
import { ProblemError } from '../http/problem.ts';
import type { TeamMember } from '../store/team.ts';
import type { OperationStore, StoredOperation } from './operation-store.ts';

/** What each kind of operation takes. */
const permissionFor: Readonly<Record<OperationKind, Permission>> = {
  bulk: 'bulk:run',
  import: 'users:import',
  export: 'users:export',
};

/** The kinds of which a member sees everybody's operations: those that they may do to everybody. */
export function overseenKinds(member: TeamMember): OperationKind[] {
  return OperationKind.options.filter((kind) => isOverEverybody(member.grants, permissionFor[kind]));
}

/** Whether a member may see an operation, and stop it. */
export function mayOversee(member: TeamMember, operation: StoredOperation): boolean {
  return operation.member_id === member.id || overseenKinds(member).includes(operation.kind);
}

/** An operation that this member may see. @throws {ProblemError} `not_found` as where there is none */
export async function overseen(
  operations: OperationStore,
  member: TeamMember,
  id: string,
): Promise<StoredOperation> {
  const operation = await operations.find(id);
  if (operation === undefined || !mayOversee(member, operation)) throw new ProblemError('not_found');
  return operation;
}

/** An operation in this member's name. @throws {ProblemError} `not_found` as where there is none */
export async function ownOperation(
  operations: OperationStore,
  member: TeamMember,
  id: string,
): Promise<StoredOperation> {
  const operation = await overseen(operations, member, id);
  if (operation.member_id !== member.id) throw new ProblemError('not_found');
  return operation;
}
