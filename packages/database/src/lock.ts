import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

interface Holder {
  pid: number;
  host: string;
  /** When the holding process began, as the kernel counts it; tells a reused pid apart. */
  began: string;
}

/** Thrown when another live process holds the data directory. The message can be shown as it is. */
export class DataDirectoryLocked extends Error {
  override name = 'DataDirectoryLocked';
  constructor(directory: string, holder: Holder) {
    const wayOut =
      holder.host === hostname() ? '' : ` If nothing runs there any more, remove ${join(directory, 'lock')}.`;
    super(
      `The data directory ${directory} is in use by process ${holder.pid} on ${holder.host}. ` +
        `Stop that process first, or choose another DATA_DIR.${wayOut}`,
    );
  }
}

/**
 * Takes the exclusive lock of a data directory and answers the function that gives it back.
 *
 * PGlite does not lock its directory, and two processes on one lose acknowledged rows without an
 * error, so nothing may open it before this has answered. A lock left by a process that no longer
 * lives is taken over at once. A lock of another host is never judged dead from here: it has to
 * be removed by hand.
 *
 * @throws {DataDirectoryLocked} when a live process holds it.
 */
export function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  const lock = join(directory, 'lock');
  const me: Holder = { pid: process.pid, host: hostname(), began: beganAt(process.pid) };
  const mine = `${lock}.${process.pid}`;
  writeFileSync(mine, JSON.stringify(me));
  try {
    // A hard link either appears whole or fails: no reader ever sees a half-written lock.
    for (let attempt = 0; ; attempt += 1) {
      if (link(mine, lock)) break;
      const holder = read(lock);
      if (holder === undefined) continue;
      if (isAlive(holder) || attempt > 2) throw new DataDirectoryLocked(directory, holder);
      takeAway(lock, holder);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  const release = () => {
    const holder = read(lock);
    if (holder !== undefined && isSame(holder, me)) rmSync(lock, { force: true });
    process.off('exit', release);
  };
  process.on('exit', release);
  return release;
}

function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false;
    throw error;
  }
}

function read(lock: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(lock, 'utf8'));
    if (
      typeof value === 'object' &&
      value !== null &&
      'pid' in value &&
      'host' in value &&
      'began' in value
    ) {
      return { pid: Number(value.pid), host: String(value.host), began: String(value.began) };
    }
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { pid: 0, host: hostname(), began: 'unreadable' };
}

function isAlive(holder: Holder): boolean {
  if (holder.host !== hostname()) return true;
  if (holder.pid <= 0) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return !isErrno(error, 'ESRCH');
  }
  const began = beganAt(holder.pid);
  return began === '' || holder.began === '' || began === holder.began;
}

/** Removes a dead holder's lock; puts it back when another process was quicker and it is theirs now. */
function takeAway(lock: string, dead: Holder): void {
  const aside = `${lock}.stale.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return;
    throw error;
  }
  const taken = read(aside);
  if (taken !== undefined && !isSame(taken, dead)) link(aside, lock);
  rmSync(aside, { force: true });
}

function isSame(one: Holder, other: Holder): boolean {
  return one.pid === other.pid && one.host === other.host && one.began === other.began;
}

/** Linux tells when a process began (proc(5), field 22 of stat); elsewhere the pid alone has to do. */
function beganAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
