import { config } from 'zod/v4/core';

/**
 * zod as the web app sees it: without its compiler, which would write code at run time and trip over
 * `require-trusted-types-for 'script'`. The build puts this module in zod's place everywhere, so that
 * it is set before the first schema is made.
 */
config({ jitless: true });

export * from 'zod/v4';
