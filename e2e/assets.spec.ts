import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

const DIST = join(import.meta.dirname, '../apps/web/dist');
/** What the BFFs of these tests, and the people who sign in, keep to themselves. */
const SECRETS = /SECRET-|rollcall_local_\w*secret|Rollcall-demo-1|sessionSecrets|sourceMappingURL/u;

test('what is built for the browser holds no secret, and no map to the sources', () => {
  const files = readdirSync(DIST, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && /\.(?:js|css|html|json|svg|map)$/u.test(entry.name),
  );
  expect(files.length).toBeGreaterThan(20);
  const found = files.flatMap(({ parentPath, name }) => {
    const secret = SECRETS.exec(readFileSync(join(parentPath, name), 'utf8'));
    return secret === null ? [] : [`${name}: ${secret[0]}`];
  });
  expect(found).toEqual([]);
});
