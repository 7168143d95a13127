import { existsSync, readdirSync } from 'node:fs';
import { run } from './run.mjs';

/** Where Debian's packages put PostgreSQL, a folder for each version. */
const INSTALLED = '/usr/lib/postgresql';

/**
 * Answers whether there is a PostgreSQL for the tests to start. Root on Debian gets it from Debian's
 * packages first; everybody else is told what is not tried.
 */
export async function hasPostgresql() {
  if (isThere()) return true;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing PostgreSQL …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const options = { env, stdio: ['ignore', 'ignore', 'inherit'] };
    await run('apt-get', ['update', '-qq'], options);
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'postgresql'], options);
    if (isThere()) return true;
  }
  console.log(`Not tried with a PostgreSQL server: there is none in ${INSTALLED}.`);
  return false;
}

function isThere() {
  return existsSync(INSTALLED) && readdirSync(INSTALLED).length > 0;
}
