import type { Fault } from '../fault.ts';

/** Faults about calls of the Management API, and about what of them and of people gets into the log. */
export const managementFaults: readonly Fault[] = [
  {
    name: 'A write whose fate is unknown is sent again.',
    file: 'apps/bff/src/management/client.ts',
    find: `        if (!isRead && answer.sent) throw new ProblemError('outcome_unknown', { cause: answer });
        if (!isRead || attempt >= readTries`,
    replace: `        if (attempt >= readTries`,
    tests: ['apps/bff/src/management/client.test.ts'],
  },
  {
    name: 'Encoding alone keeps a value in its place of an address.',
    file: 'apps/bff/src/management/address.ts',
    find: `url === null || url.origin !== origin || url.pathname !== path || url.search !== ''`,
    replace: `url === null`,
    tests: ['apps/bff/src/management/address.test.ts'],
  },
  {
    name: 'Anything is a user_id.',
    file: 'packages/shared/src/user/id.ts',
    find: `z.string().regex(grammar, `,
    replace: `z.string().regex(grammar ? /./s : grammar, `,
    tests: ['apps/bff/src/http/gate.test.ts'],
  },
  {
    name: "The tenant's own words are passed on.",
    file: 'apps/bff/src/management/refusals.ts',
    find: `detail: 'Auth0 refuses this change.'`,
    replace: `detail: message`,
    tests: ['apps/bff/src/management/refusals.test.ts'],
  },
  {
    name: "The tenant's answer is a cause, which the log keeps.",
    file: 'apps/bff/src/management/refusals.ts',
    find: `/^\\w{0,60}$/.test(errorCode) ? errorCode : ''`,
    replace: `JSON.stringify(answer.body)`,
    tests: ['apps/bff/src/management/refusals.test.ts'],
  },
  {
    name: 'The body of a request is logged.',
    file: 'apps/bff/src/http/request-log.ts',
    find: `status: response.writableFinished`,
    replace: `body: request.body, status: response.writableFinished`,
    tests: ['apps/bff/src/audit/secrets.test.ts'],
  },
];
