import type { Fault } from '../fault.ts';

/** Faults about the audit trail. */
export const auditFaults: readonly Fault[] = [
  {
    name: 'An act takes place although the trail cannot be written.',
    file: 'apps/bff/src/audit/recording.ts',
    find: `throw new ProblemError('store_unavailable', { cause });`,
    replace: `return cause === undefined ? 1 : 0;`,
    tests: ['apps/bff/src/audit/trail.test.ts'],
  },
  {
    name: 'The hash of an entry is not over the one before.',
    file: 'apps/bff/src/audit/entry.ts',
    find: `.update(previous).update('\\n').update(content)`,
    replace: `.update(previous === '' ? '' : '\\n').update(content)`,
    tests: ['apps/bff/src/audit/verify.test.ts'],
  },
  {
    name: 'The hash of an entry is not over the reason.',
    file: 'apps/bff/src/audit/entry.ts',
    find: `.update('\\n').update(content)`,
    replace: `.update('\\n').update(content.replace(/"reason":"[^"]*"/, ''))`,
    tests: ['apps/bff/src/audit/verify.test.ts'],
  },
  {
    name: 'The columns that searches use are not held against what was hashed.',
    file: 'apps/bff/src/audit/verify.ts',
    find: `if (column !== undefined) this.#fault`,
    replace: `if (column === 'content') this.#fault`,
    tests: ['apps/bff/src/audit/verify.test.ts'],
  },
  {
    name: 'The anchors beyond the end of the trail are not looked at.',
    file: 'apps/bff/src/audit/verify.ts',
    find: `if (cut !== undefined) {`,
    replace: `if (false) {`,
    tests: ['apps/bff/src/audit/verify.test.ts'],
  },
  {
    name: 'A refusal is not told.',
    file: 'apps/bff/src/http/perform.ts',
    find: `if (!begun.is) await dependencies.denials.note(intent, error);`,
    replace: '',
    tests: ['apps/bff/src/features/audit/audit.test.ts'],
  },
];
