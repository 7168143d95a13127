import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSeededTenant } from '../packages/tenant/src/testing/seeded-tenant.ts';
import { faults } from './faults.ts';
import { runTests, type Workshop } from './run-tests.ts';

/**
 * Plants one fault after the other and sees whether the tests notice. Ends with 1 where one of them does not,
 * or where they are not green to begin with. Part of a fault's name can be given, for those alone.
 */
const part = process.argv[2] ?? '';
const chosen = faults.filter(({ name }) => name.includes(part));
const atOnce = 2;

async function sabotage(workshop: Workshop): Promise<boolean> {
  const files = [...new Set(chosen.flatMap(({ tests }) => tests))];
  if (files.length === 0) throw new Error(`No fault has “${part}” in its name.`);
  console.log(`No fault in ${files.length} files of tests …`);
  const sound = await runTests(workshop, files);
  console.log(`  ${sound.colour}: ${sound.words}\n`);
  if (sound.colour !== 'green') return false;

  const waiting = [...chosen];
  let red = 0;
  const work = async () => {
    for (let fault = waiting.shift(); fault !== undefined; fault = waiting.shift()) {
      const { colour, words } = await runTests(workshop, fault.tests, fault.name);
      console.log(`${fault.name}\n  ${colour}: ${words}\n`);
      if (colour === 'red') red += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  console.log(`${red} of ${chosen.length} faults turned the tests red.`);
  return red === chosen.length;
}

const folder = mkdtempSync(join(tmpdir(), 'rollcall-sabotage-'));
try {
  const tenant = join(folder, 'tenant.tar');
  await writeSeededTenant(tenant);
  process.exitCode = (await sabotage({ folder, environment: { SABOTAGE_TENANT: tenant } })) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
