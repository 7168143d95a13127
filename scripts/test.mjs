import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
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
  /** What failed, by name: the reports of the runners are far above the count. */
  const failures = [];

  const check = async (title, script, args) => {
    console.log(`\n── ${title}`);
    const isPassed = (await run(node, [tool(script), ...args], { env })) === 0;
    tally[isPassed ? 'passed' : 'failed'] += 1;
    if (!isPassed) failures.push(title);
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
  failures.push(...failedInUnit(unit));

  console.log('\n── the build');
  const isBuilt = await buildWeb(node).then(() => true, reportFailure);
  tally[isBuilt ? 'passed' : 'failed'] += 1;
  if (!isBuilt) failures.push('the build');

  console.log('\n── browser tests');
  const browser = join(results, 'playwright.json');
  const browserCode = await run(node, [tool('@playwright/test/cli.js'), 'test'], {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: browser },
  });
  add(tally, browserCode, browser, ({ stats }) => [
    stats.expected + stats.flaky,
    stats.unexpected + stats.skipped,
  ]);

  if (browserCode !== 0) failures.push('browser tests: see above');
  if (failures.length > 0) console.log(`\nFailed:\n${failures.map((name) => `  ${name}`).join('\n')}`);
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

/** The unit and API tests that failed, each with the first line of why, as Vitest's JSON tells them. */
function failedInUnit(file) {
  if (!existsSync(file)) return ['unit and API tests: ended without a report'];
  const { testResults } = JSON.parse(readFileSync(file, 'utf8'));
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((result) => result.status === 'failed');
    const path = relative(root, name);
    if (status === 'failed' && failed.length === 0) return [`${path}: ${firstLine(message)}`];
    return failed.map(
      ({ fullName, failureMessages }) => `${path} › ${fullName}: ${firstLine(failureMessages[0])}`,
    );
  });
}

function firstLine(text = '') {
  return text.split('\n', 1)[0];
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
