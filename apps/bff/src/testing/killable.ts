import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FOR_A_SHORT_LIFE, NODE_COMPILE_CACHE } from '@rollcall/tenant/testing/tenant-process.ts';
import { openStore } from '../store/open.ts';
import { Browser } from './browser.ts';
import { m2m, type World } from './world.ts';

/** A Rollcall in a process of its own, on a directory or a database that outlives it. */
export interface Killable {
  browser: Browser;
  start: () => Promise<void>;
  /** SIGKILL; resolves when the process is gone. */
  kill: () => Promise<void>;
  /** Kills it and takes its directory away. */
  remove: () => Promise<void>;
}

/** Prepares one in front of a tenant; it is not started yet. */
export async function killable(world: World, port: number): Promise<Killable> {
  const directory = mkdtempSync(join(tmpdir(), 'rollcall-killed-'));
  // Here it is made sooner than by a program that has compiled nothing yet.
  const database = await openStore({ dataDirectory: directory, databaseUrl: undefined });
  await database.close();
  let running: ChildProcess | undefined;
  const kill = async () => {
    if (running === undefined) return;
    const ended = once(running, 'exit');
    running.kill('SIGKILL');
    await ended;
    running = undefined;
  };
  return {
    browser: new Browser(`http://localhost:${port}`),
    start: async () => {
      running = await started({
        PORT: String(port),
        DATA_DIR: directory,
        AUTH0_DOMAIN: world.tenant.url,
        AUTH0_CLIENT_ID: 'rollcall_local_web',
        AUTH0_CLIENT_SECRET: 'rollcall_local_web_secret',
        AUTH0_M2M_CLIENT_ID: m2m.everything.m2mClientId,
        AUTH0_M2M_CLIENT_SECRET: m2m.everything.m2mClientSecret,
        ROLLCALL_ADMINS: 'admin@rollcall.example',
      });
    },
    kill,
    remove: async () => {
      await kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function started(environment: Record<string, string>): Promise<ChildProcess> {
  const program = join(import.meta.dirname, 'impatient-main.ts');
  const child = spawn(process.execPath, [...FOR_A_SHORT_LIFE, program], {
    env: { NODE_COMPILE_CACHE, NODE_NO_WARNINGS: '1', PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.includes('ready')) {
      // Nobody reads on, and a full pipe would stop it.
      child.stdout.resume();
      return child;
    }
  }
  throw new Error(`Rollcall ended before it was ready: ${said}`);
}
