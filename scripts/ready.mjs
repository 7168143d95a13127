import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { node24, quiet } from './node24.mjs';
import { environmentWith, run } from './run.mjs';

const root = join(import.meta.dirname, '..');

/**
 * Makes this machine ready for Rollcall: Node 24, and the packages of the lock file. Does nothing
 * where all is there. Answers the path of Node 24.
 */
export async function makeReady() {
  const node = await node24();
  const stamp = join(root, 'node_modules', '.rollcall-lock');
  const wanted = hashOf([join(root, 'package-lock.json')]);
  if (read(stamp) !== wanted) {
    console.log('Installing packages …');
    if ((await run('npm', ['ci', ...quiet])) !== 0)
      throw new Error('npm ci failed; its own words are above.');
    writeFileSync(stamp, wanted);
  }
  return node;
}

/** Builds the web app unless the build there is of the same sources. */
export async function buildWeb(node) {
  const web = join(root, 'apps/web');
  const stamp = join(web, 'dist', '.sources');
  const sources = [
    ...filesBelow(join(web, 'src')),
    ...filesBelow(join(web, 'bundle')),
    ...filesBelow(join(root, 'packages/shared/src')),
    join(web, 'index.html'),
    join(web, 'vite.config.ts'),
    join(root, 'package-lock.json'),
  ];
  const wanted = hashOf(sources.filter((file) => !file.includes('.test.')));
  if (read(stamp) === wanted) return;
  console.log('Building the web app …');
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const code = await run(node, [vite, 'build', '--logLevel', 'warn'], {
    cwd: web,
    env: environmentWith(node),
  });
  if (code !== 0) throw new Error('The web app could not be built; the reason is above.');
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
