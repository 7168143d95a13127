import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of a PostgreSQL server; undefined where the tests use the embedded database. */
    postgresql: string | undefined;
  }
}

const INSTALLED = '/usr/lib/postgresql';

/**
 * Starts a PostgreSQL server of one's own for a run of the tests, with nothing in it.
 * @throws when the machine has none.
 */
export default async function startPostgresql(project: TestProject): Promise<() => Promise<void>> {
  const versions = existsSync(INSTALLED) ? readdirSync(INSTALLED) : [];
  const newest = versions.toSorted((a, b) => Number(b) - Number(a))[0];
  if (newest === undefined) throw new Error(`There is no PostgreSQL in ${INSTALLED}.`);
  const bin = join(INSTALLED, newest, 'bin');
  const owner = ordinaryUser();
  const directory = mkdtempSync(join(tmpdir(), 'rollcall-postgres-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  try {
    if (owner !== undefined) chownSync(directory, owner.uid, owner.gid);
    chmodSync(directory, 0o755);
    const data = join(directory, 'data');
    const made = ['-D', data, '-U', 'rollcall', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
    execFileSync(join(bin, 'initdb'), made, { ...owner, cwd: directory, stdio: 'pipe' });
    const settings = [`unix_socket_directories=${directory}`, 'listen_addresses=', 'fsync=off'];
    const server = spawn(
      join(bin, 'postgres'),
      ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
      { ...owner, cwd: directory, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    await ready(server);
    // Over a socket in its own directory, so that no port has to be found.
    project.provide(
      'postgresql',
      `postgres://rollcall@localhost/postgres?host=${encodeURIComponent(directory)}`,
    );
    return async () => {
      const over = once(server, 'exit');
      server.kill('SIGINT');
      await over;
      remove();
    };
  } catch (error) {
    remove();
    throw error;
  }
}

async function ready(server: ChildProcess): Promise<void> {
  if (server.stderr === null) throw new Error('PostgreSQL cannot be listened to.');
  for await (const line of createInterface({ input: server.stderr })) {
    if (line.includes('ready to accept connections')) {
      server.stderr.resume();
      return;
    }
  }
  throw new Error('PostgreSQL ended before it was ready.');
}

/** PostgreSQL does not run as root; nobody else can become another user. */
function ordinaryUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  if (found === undefined)
    throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody.');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}
