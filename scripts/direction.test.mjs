import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');

/** Imports that must be refused, each by the place it is written in. */
const forbidden = [
  ['packages/shared/src/user/planted.ts', 'node:fs'],
  ['packages/shared/src/user/planted.ts', '@rollcall/bff/app.ts'],
  ['packages/database/src/planted.ts', '@rollcall/shared/problems.ts'],
  ['packages/tenant/src/management/planted.ts', '@rollcall/shared/user/lock.ts'],
  ['apps/bff/src/access/planted.ts', '@rollcall/tenant/start.ts'],
  ['apps/bff/src/features/users/planted.ts', '../profile/handlers.ts'],
  ['apps/web/src/main.ts', '@rollcall/bff/app.ts'],
  ['apps/web/src/ui/planted.ts', '../features/users/page.tsx'],
  ['apps/web/src/api/planted.ts', '../features/users/page.tsx'],
  ['apps/web/src/features/users/planted.ts', '../profile/page.tsx'],
  ['apps/web/src/features/users/planted.ts', '../../app/router.tsx'],
  ['apps/web/src/features/users/query/planted.ts', '../../profile/page.tsx'],
  ['apps/web/src/features/users/query/planted.ts', '../../../app/router.tsx'],
];

/** Their allowed neighbours: a rule that refused everything would pass the cases above. */
const allowed = [
  ['packages/shared/src/user/planted.ts', 'zod'],
  ['packages/shared/src/user/planted.ts', '../query/ast.ts'],
  ['packages/tenant/src/management/planted.ts', '@rollcall/shared/query/parse.ts'],
  ['apps/bff/src/features/users/planted.ts', '../../management/users.ts'],
  ['apps/bff/src/features/users/planted.ts', '@rollcall/shared/user/lock.ts'],
  ['apps/web/src/features/users/planted.ts', '../../ui/button.tsx'],
  ['apps/web/src/features/users/planted.ts', './queries.ts'],
  ['apps/web/src/features/users/query/planted.ts', '../queries.ts'],
  ['apps/web/src/features/users/query/planted.ts', '../../../ui/button.tsx'],
];

let house;

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'rollcall-direction-'));
  cpSync(join(root, '.oxlintrc.json'), join(house, '.oxlintrc.json'));
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

function lint(file, imported) {
  const path = join(house, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `import { planted } from '${imported}';\nexport const kept = planted;\n`);
  // From there the linter finds its reader of types by the PATH alone.
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format=json', file], {
    cwd: house,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}` },
  });
  rmSync(path);
  const { diagnostics, number_of_files: files } = JSON.parse(stdout);
  expect(files, 'the linter has to read the planted file').toBe(1);
  return diagnostics.map(({ code }) => code).filter((code) => code.includes('no-restricted-imports'));
}

describe('the direction of imports', () => {
  it.each(forbidden)('%s cannot import %s', (file, imported) => {
    expect(lint(file, imported)).not.toHaveLength(0);
  });

  it.each(allowed)('%s can import %s', (file, imported) => {
    expect(lint(file, imported)).toHaveLength(0);
  });
});
