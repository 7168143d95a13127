import type { Fault } from '../fault.ts';

/** Faults about sessions, and about what reaches Rollcall with their cookie. */
export const sessionFaults: readonly Fault[] = [
  {
    name: 'A session that has ended is written as if it were new, as an upsert does.',
    file: 'apps/bff/src/store/session-store.ts',
    find: `.set({ last_seen_at: sql<Date>\`now()\` })
      .where('key', '=', keyOf(id))
      .where(isAlive)`,
    replace: `.set({ last_seen_at: sql<Date>\`now()\`, revoked_at: null })
      .where('key', '=', keyOf(id))`,
    tests: ['apps/bff/src/store/session-store.test.ts'],
  },
  {
    name: 'A session is remembered without whose it is.',
    file: 'apps/bff/src/store/session-store.ts',
    find: `this.#recent.read(keyOf(id), `,
    replace: `this.#recent.read('session', `,
    tests: ['apps/bff/src/store/session-store.test.ts'],
  },
  {
    name: 'A session keeps its id when it is confirmed.',
    file: 'apps/bff/src/store/session-store.ts',
    find: `    request.sessionStore.generate(request);\n`,
    replace: '',
    tests: ['apps/bff/src/store/session-store.test.ts'],
  },
  {
    name: 'Calls from other sites are taken.',
    file: 'apps/bff/src/http/csrf.ts',
    find: `if (request.get('X-CSRF') === '1' && isFromHere) return next();`,
    replace: `if (request.get('X-CSRF') === '1') return next();`,
    tests: ['apps/bff/src/http/gate.test.ts'],
  },
  {
    name: 'A sign-in leads back to another site, by way of dots.',
    file: 'apps/bff/src/sign-in/return-to.ts',
    find: `url.pathname.startsWith('//') || `,
    replace: '',
    tests: ['apps/bff/src/sign-in/return-to.test.ts'],
  },
];
