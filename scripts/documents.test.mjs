import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { documents } from './documents.mjs';

it('has in docs what the rows say; npm run documents writes it anew', async () => {
  for (const [path, text] of Object.entries(await documents())) {
    expect([path, readFileSync(join(import.meta.dirname, '..', path), 'utf8')]).toEqual([path, text]);
  }
}, 30_000);
