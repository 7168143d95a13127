import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Runs a command in the repository's root, its output passed on, and answers its exit code. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32' && command === 'npm',
      ...options,
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(signal === null ? (code ?? 1) : 1));
  });
}

/** The environment in which `node` is the given binary, so that what a tool starts finds it too. */
export function environmentWith(node, extra = {}) {
  return { ...process.env, PATH: `${dirname(node)}:${process.env.PATH ?? ''}`, ...extra };
}
