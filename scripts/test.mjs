import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { hasPostgresql } from './postgresql.mjs';
import { buildWeb, makeReady } from './ready.mjs';
import { environmentWith, run } from './run.mjs';

const root = join(import.meta.dirname, '..');
const results = join(root, 'test-results');
const tool = (path) => join(root, 'node_modules', path);
const workspaces = ['packages/shared', 'packages/database', 'packages/tenant', 'apps/bff', 'apps/web', '.'];

/** `npm test`: types, lint, format, dead code, unit and API tests, the build, browser tests; one count at the end. */
async function test() {
  const node = await makeReady();
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const env = environmentWith(node, { FORCE_COLOR: process.stdout.isTTY ? '1' : '0' });
  const tally = { passed: 0, failed: 0 };

  const check = async (title, script, args) => {
    console.log(`\n── ${title}`);
    const isPassed = (await run(node, [tool(script), ...args], { env })) === 0;
    tally[isPassed ? 'passed' : 'failed'] += 1;
  };
  for (const workspace of workspaces)
    await check(`types: ${workspace}`, 'typescript/bin/tsc', ['-p', workspace]);
  await check('lint', 'oxlint/bin/oxlint', ['--type-aware', '--deny-warnings']);
  await check('format', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']);
  await check('dead code', 'knip/bin/knip.js', []);

  console.log('\n── unit and API tests');
  const unit = join(results, 'vitest.json');
  const unitCode = await run(
    node,
    [tool('vitest/vitest.mjs'), 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${unit}`],
    { env: (await hasPostgresql()) ? { ...env, TEST_POSTGRESQL: 'short' } : env },
  );
  add(tally, unitCode, unit, ({ numPassedTests, numFailedTests }) => [numPassedTests, numFailedTests]);

  console.log('\n── the build');
  const isBuilt = await buildWeb(node).then(() => true, reportFailure);
  tally[isBuilt ? 'passed' : 'failed'] += 1;

  console.log('\n── browser tests');
  const browser = join(results, 'playwright.json');
  const browserCode = await run(node, [tool('@playwright/test/cli.js'), 'test'], {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: browser },
  });
  add(tally, browserCode, browser, ({ stats }) => [
    stats.expected + stats.flaky,
    stats.unexpected + stats.skipped,
  ]);

  console.log(`\n${tally.passed} passed, ${tally.failed} failed`);
  process.exitCode = tally.failed === 0 ? 0 : 1;
}

/** A runner that failed without failing a test (a crash, no test at all) counts as one failure. */
function add(tally, code, file, read) {
  const [passed, failed] = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : [0, 0];
  tally.passed += passed;
  tally.failed += failed;
  if (failed === 0 && (code !== 0 || passed === 0)) tally.failed += 1;
}

function reportFailure(error) {
  console.error(error.message);
  return false;
}

await test().catch((error) => {
  console.error(error.message);
  console.log('\n0 passed, 1 failed');
  process.exitCode = 1;
});
