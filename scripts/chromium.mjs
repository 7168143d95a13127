import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { quiet } from './node24.mjs';
import { run } from './run.mjs';

const root = join(import.meta.dirname, '..');
const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];

/**
 * The path of a Chromium: CHROMIUM_PATH, Playwright's own, the system's, else the one that the npm
 * registry carries (@sparticuz/chromium, Linux x64), fetched once into `.toolchain`.
 */
export async function chromiumPath() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const { chromium } = await import('@playwright/test');
  const known = [chromium.executablePath(), ...systemPaths].find((path) => path !== '' && existsSync(path));
  return known ?? fetchChromium();
}

async function fetchChromium() {
  const prefix = join(root, '.toolchain/chromium');
  const entry = join(prefix, 'node_modules/@sparticuz/chromium/build/esm/index.js');
  if (!existsSync(entry)) {
    console.log('No Chromium found; fetching one into .toolchain …');
    const code = await run('npm', [
      'install',
      '--prefix',
      prefix,
      '--no-save',
      ...quiet,
      '@sparticuz/chromium@147.0.0',
    ]);
    if (code !== 0) throw new Error('Chromium could not be fetched. Install one, or set CHROMIUM_PATH.');
  }
  // Without it the package does not unpack the libraries that a bare system lacks.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x';
  const { default: packed } = await import(entry);
  return packed.executablePath();
}
