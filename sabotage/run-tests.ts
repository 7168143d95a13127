import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');

const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string(),
          failureMessages: z.array(z.string()).nullable(),
        }),
      ),
    }),
  ),
});

/** What became of a run: `broken` is one that ended without the tests having been asked. */
export interface Outcome {
  colour: 'red' | 'green' | 'broken';
  /** The first test that failed, or why there is none. */
  words: string;
}

/** Where a run leaves its report, and what the tests are given. */
export interface Workshop {
  folder: string;
  environment: Readonly<Record<string, string>>;
}

/**
 * Runs test files as `npm test` does, up to the first failure where a fault is planted.
 *
 * @param fault the name of the fault that the product has meanwhile; none for the product as it is
 */
export async function runTests(
  { folder, environment }: Workshop,
  files: readonly string[],
  fault?: string,
): Promise<Outcome> {
  const report = join(folder, `${crypto.randomUUID()}.json`);
  const planted = fault === undefined ? [] : ['--bail=1', '--maxWorkers=1'];
  const child = spawn(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--config=sabotage/vitest.config.ts',
      '--reporter=json',
      `--outputFile=${report}`,
      ...planted,
      ...files,
    ],
    {
      cwd: root,
      env: { ...process.env, ...environment, ...(fault === undefined ? {} : { SABOTAGE: fault }) },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let complaints = '';
  child.stderr.on('data', (chunk) => (complaints += String(chunk)));
  const [code] = await once(child, 'close');
  try {
    return judge(Report.parse(JSON.parse(readFileSync(report, 'utf8'))), code === 0, files);
  } catch {
    return { colour: 'broken', words: `No report that can be read. ${complaints.trim()}` };
  } finally {
    rmSync(report, { force: true });
  }
}

/** Red is where a test failed, not where one could not be loaded or set up. */
function judge({ testResults }: z.infer<typeof Report>, isGreen: boolean, files: readonly string[]): Outcome {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = tests.find(({ status }) => status === 'failed');
  const unloaded = testResults.find(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  if (unloaded !== undefined) return { colour: 'broken', words: `${unloaded.name}: ${unloaded.message}` };
  if (failed !== undefined)
    return { colour: 'red', words: `${failed.fullName}\n    ${firstLine(failed.failureMessages)}` };
  if (isGreen && testResults.length === files.length && tests.some(({ status }) => status === 'passed')) {
    return { colour: 'green', words: `${tests.length} tests` };
  }
  return { colour: 'broken', words: 'Not all of the tests were run.' };
}

function firstLine(messages: readonly string[] | null): string {
  return messages?.[0]?.split('\n')[0] ?? '';
}
