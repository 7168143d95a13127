import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataDirectoryLocked, lockDirectory } from './lock.ts';

let directory: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'rollcall-lock-'));
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

/** Another process that takes the lock and holds it until it is killed. */
async function holdElsewhere(): Promise<ChildProcess> {
  const code = `
    import { lockDirectory } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))};
    lockDirectory(${JSON.stringify(directory)});
    process.stdout.write('held');
    setInterval(() => {}, 1_000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

test('a second process is refused with a sentence that says who has it and what to do', async () => {
  const child = await holdElsewhere();
  expect(() => lockDirectory(directory)).toThrow(DataDirectoryLocked);
  expect(() => lockDirectory(directory)).toThrow(
    `The data directory ${directory} is in use by process ${child.pid} on ${hostname()}. ` +
      'Stop that process first, or choose another DATA_DIR.',
  );
});

test('the lock of a killed process is taken over at once', async () => {
  const child = await holdElsewhere();
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(existsSync(join(directory, 'lock'))).toBe(true);
  const began = Date.now();
  const release = lockDirectory(directory);
  expect(Date.now() - began).toBeLessThan(1_000);
  release();
});

test('a pid that was given to another process since does not keep the lock', () => {
  const stranger = { pid: process.pid, host: hostname(), began: '1' };
  writeFileSync(join(directory, 'lock'), JSON.stringify(stranger));
  expect(() => lockDirectory(directory)()).not.toThrow();
});

test('an unreadable lock is taken over', () => {
  writeFileSync(join(directory, 'lock'), '{"pid":');
  expect(() => lockDirectory(directory)()).not.toThrow();
});

test('the lock of another host is never judged dead, and the file to remove by hand is named', () => {
  writeFileSync(join(directory, 'lock'), JSON.stringify({ pid: 1, host: 'elsewhere', began: '1' }));
  expect(() => lockDirectory(directory)).toThrow(
    `by process 1 on elsewhere. Stop that process first, or choose another DATA_DIR. If nothing runs there any more, remove ${directory}/lock.`,
  );
});

test.each([{ host: 'elsewhere' }, { began: '1' }])(
  'a lock that has become that of %j meanwhile is not given back for them',
  (change) => {
    const lock = join(directory, 'lock');
    const release = lockDirectory(directory);
    const theirs = JSON.stringify({ ...JSON.parse(readFileSync(lock, 'utf8')), ...change });
    writeFileSync(lock, theirs);
    release();
    expect(readFileSync(lock, 'utf8')).toBe(theirs);
  },
);

test('a lock that was given back can be taken again, and leaves no file', () => {
  const release = lockDirectory(directory);
  expect(() => lockDirectory(directory)).toThrow(DataDirectoryLocked);
  release();
  expect(existsSync(join(directory, 'lock'))).toBe(false);
  lockDirectory(directory)();
});
