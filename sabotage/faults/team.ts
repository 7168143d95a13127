import type { Fault } from '../fault.ts';

/** Faults about who may change the team, and about what keeps an act from being done too easily. */
export const teamFaults: readonly Fault[] = [
  {
    name: 'Rights that one does not have can be given to others.',
    file: 'packages/shared/src/access/rank.ts',
    find: `  if (manages && beyond !== undefined) return beyond;\n`,
    replace: '',
    tests: ['packages/shared/src/access/rank.test.ts'],
  },
  {
    name: 'The last Admin can be removed.',
    file: 'packages/shared/src/access/rank.ts',
    find: `if (leavesNoAdmin(team, changes)) {`,
    replace: `if (false) {`,
    tests: ['packages/shared/src/access/rank.test.ts'],
  },
  {
    name: 'The rules of rank are asked and not obeyed.',
    file: 'apps/bff/src/features/team/rank.ts',
    find: `if (refusal === undefined) return;`,
    replace: `return;`,
    tests: ['apps/bff/src/features/team/team.test.ts'],
  },
  {
    name: 'The tenant account of somebody in the team is like any other.',
    file: 'apps/bff/src/access/team-guard.ts',
    find: `if (beyond === undefined) return;`,
    replace: `return;`,
    tests: ['apps/bff/src/access/team-guard.test.ts'],
  },
  {
    name: 'People can block and delete the account that they sign in with.',
    file: 'apps/bff/src/access/conditions.ts',
    find: `if (why !== undefined && account === userId) throw`,
    replace: `if (why !== undefined && account === undefined) throw`,
    tests: ['apps/bff/src/access/masked-users.test.ts'],
  },
  {
    name: 'Something can be changed while Rollcall is seen as somebody else.',
    file: 'apps/bff/src/access/conditions.ts',
    find: `if (viewed === undefined || row.method === 'GET' || row.whileViewingAs === true) return;`,
    replace: `return;`,
    tests: ['apps/bff/src/access/masked-users.test.ts'],
  },
  {
    name: 'What destroys needs no fresh sign-in.',
    file: 'apps/bff/src/access/conditions.ts',
    find: `(steppedUpUntil !== undefined && steppedUpUntil > new Date())`,
    replace: `row.stepUp`,
    tests: ['apps/bff/src/sign-in/step-up.test.ts'],
  },
  {
    name: 'A sign-in from before the question counts as the answer to it.',
    file: 'apps/bff/src/sign-in/freshness.ts',
    find: `&& signedInAgo <= askedAgo + tolerance`,
    replace: '',
    tests: ['apps/bff/src/sign-in/step-up.test.ts'],
  },
  {
    name: 'A reason that the team has agreed on is not asked for.',
    file: 'apps/bff/src/access/conditions.ts',
    find: `if (row.reason !== 'required' && asking === undefined) return;`,
    replace: `if (row.reason !== 'required') return;`,
    tests: ['apps/bff/src/features/team/scope-preview.test.ts'],
  },
  {
    name: 'A change of the team does not count until the memory of its sessions is over.',
    file: 'apps/bff/src/store/team-roster.ts',
    find: `this.#sessionStore.forget();`,
    replace: '',
    tests: ['apps/bff/src/features/team/team.test.ts'],
  },
  {
    name: 'Which roles of the tenant somebody may give is lost when something else of their grant is edited.',
    file: 'apps/web/src/features/team/grant-draft.ts',
    find: `return { id: newId(), role, scope: scopeDraftOf(scope), mask, assignableRoles };`,
    replace: `return { id: newId(), role, scope: scopeDraftOf(scope), mask };`,
    tests: ['apps/web/src/features/team/grant-draft.test.ts'],
  },
];
