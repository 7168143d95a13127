import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../main.ts');
/** Most of a start is compiling PGlite a second time to be quicker later on: it is killed before that pays. */
export const FOR_A_SHORT_LIFE = ['--no-wasm-dynamic-tiering', '--no-wasm-tier-up'];
/** Where processes of tests keep what they have compiled, for the next ones. */
export const NODE_COMPILE_CACHE = join(tmpdir(), 'rollcall-compiled');
const running = new Set<ChildProcess>();
const directories: string[] = [];

/** Ends what a file of tests has started, and takes its directories away. */
export async function clearTenantProcesses(): Promise<void> {
  await Promise.all([...running].map(kill));
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
}

/** A new directory for the data of a tenant, which is gone after the tests of the file. */
export function newDataDir(): string {
  const directory = mkdtempSync(join(tmpdir(), 'rollcall-tenant-'));
  directories.push(directory);
  return directory;
}

/** A local tenant in a process of its own, which can be killed as a crash or a power cut would. */
export interface TenantProcess {
  url: string;
  /** SIGKILL; resolves when the process is gone. */
  kill: () => Promise<void>;
}

/**
 * Starts one with few people, on a port of its own, and waits until it is ready.
 *
 * @throws with what it printed on stderr when it ends before that.
 */
export async function startTenantProcess(dataDir: string): Promise<TenantProcess> {
  const child = spawn(process.execPath, [...FOR_A_SHORT_LIFE, MAIN], {
    env: {
      ...process.env,
      NODE_COMPILE_CACHE,
      DATA_DIR: dataDir,
      TENANT_PORT: '0',
      SEED_USERS: '10',
      TENANT_QUIET: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += String(chunk);
  });
  for await (const chunk of child.stdout) {
    const url = /ready at (\S+)/u.exec(String(chunk))?.[1];
    if (url !== undefined) return { url, kill: () => kill(child) };
  }
  throw new Error(`The tenant ended before it was ready: ${said}`);
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
