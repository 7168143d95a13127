import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Servers started for a measurement, in a data directory of their own. */
export class Houses {
  readonly dataDir = mkdtempSync(join(tmpdir(), 'rollcall-bench-'));
  readonly #children: ChildProcess[] = [];

  /** Starts a server as `npm start` does, waits for its line with `is ready at`, and answers its process id. */
  start(script: string, environment: Record<string, string>): Promise<number | undefined> {
    const child = spawn(process.execPath, [join(root, script)], {
      env: { ...process.env, DATA_DIR: this.dataDir, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#children.push(child);
    return new Promise((resolve, reject) => {
      child.stdout.on('data', (chunk) => {
        if (String(chunk).includes('is ready at')) resolve(child.pid);
      });
      child.on('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
    });
  }

  /** Stops them all and removes what they stored. */
  async stop(): Promise<void> {
    await Promise.all(
      this.#children.map(async (child) => {
        child.removeAllListeners('exit');
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill();
        await ended;
      }),
    );
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
