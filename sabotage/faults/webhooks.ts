import type { Fault } from '../fault.ts';

/** Faults about where reports of acts go, and who can be sure that they are Rollcall's. */
export const webhookFaults: readonly Fault[] = [
  {
    name: 'A webhook can lead to a private address.',
    file: 'apps/bff/src/webhooks/reach.ts',
    find: `if (!addresses.every(({ address }) => reach.isAllowed(address))) {`,
    replace: `if (addresses.length === 0) {`,
    tests: ['apps/bff/src/webhooks/send.test.ts'],
  },
  {
    name: 'A report goes where the name leads at that moment, and not where it led when it was judged.',
    file: 'apps/bff/src/webhooks/send.ts',
    find: `lookup: pinned(addresses),`,
    replace: `lookup: (host, options, callback) =>
          void reach.lookup(host).then((now) => pinned(now)(host, options, callback)),`,
    tests: ['apps/bff/src/webhooks/send.test.ts'],
  },
  {
    name: 'A redirect of a report is followed.',
    file: 'apps/bff/src/webhooks/send.ts',
    find: `dispatcher: agent });`,
    replace: `dispatcher: agent.compose((await import('undici')).interceptors.redirect({ maxRedirections: 2 })) });`,
    tests: ['apps/bff/src/webhooks/send.test.ts'],
  },
  {
    name: 'A report is sent without a signature.',
    file: 'apps/bff/src/webhooks/deliverer.ts',
    find: `      'rollcall-signature': signatureOf(secret, Math.floor(this.#now().getTime() / 1000), due.body),\n`,
    replace: '',
    tests: ['apps/bff/src/webhooks/delivering.test.ts'],
  },
];
