import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

const root = join(import.meta.dirname, '..');
const major = 24;

/**
 * The path of a Node 24 binary: this process's own when it is one, else the one that the npm
 * registry carries as a package, fetched once into `.toolchain`.
 */
export async function node24() {
  if (Number(process.versions.node.split('.')[0]) >= major) return process.execPath;
  const candidates = packagesFor(process.platform, process.arch);
  const found = candidates.map(binaryOf).find(isNode24);
  if (found !== undefined) return found;
  console.log(
    `Rollcall needs Node ${major}; this is ${process.versions.node}. Fetching Node ${major} into .toolchain …`,
  );
  for (const name of candidates) {
    const code = await run(
      'npm',
      ['install', '--prefix', join(root, '.toolchain'), '--no-save', ...quiet, `${name}@${major}`],
      {
        stdio: 'ignore',
      },
    );
    if (code === 0 && isNode24(binaryOf(name))) return binaryOf(name);
  }
  throw new Error(
    `Node ${major} could not be fetched for ${process.platform} ${process.arch}. Install it and start again.`,
  );
}

/** npm's flags for an installation that says nothing unless it fails. */
export const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];

function packagesFor(platform, arch) {
  const system = platform === 'win32' ? 'win' : platform;
  return [`node-${system}-${arch}`, `node-bin-${system}-${arch}`];
}

function binaryOf(name) {
  return join(
    root,
    '.toolchain',
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
}

function isNode24(binary) {
  if (!existsSync(binary)) return false;
  return spawnSync(binary, ['--version'], { encoding: 'utf8' }).stdout?.startsWith(`v${major}.`) ?? false;
}
