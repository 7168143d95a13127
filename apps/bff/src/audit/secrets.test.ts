import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from '@rollcall/shared/contract/row.ts';
import { rows } from '@rollcall/shared/contract/rows.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../store/open.ts';
import { events } from '../testing/audit.ts';
import { from, one, pathOf } from '../testing/users.ts';
import { type Rollcall, startWorld, type World } from '../testing/world.ts';
import { anchorsIn, readAnchors } from './anchors.ts';
import { verifyTrail } from './verify.ts';
import { testDatabase } from '../testing/databases.ts';

const dataDirectory = mkdtempSync(join(tmpdir(), 'rollcall-secrets-'));
let world: World;
let rollcall: Rollcall;
beforeAll(async () => {
  world = await startWorld();
  rollcall = await world.rollcall({ dataDirectory });
});
afterAll(async () => {
  await world.close();
  rmSync(dataDirectory, { recursive: true, force: true });
});

/** Everything that the trail holds, once Rollcall has stopped; and what the log and the anchors hold. */
async function dump(): Promise<string> {
  await rollcall.close();
  const database = await openStore({ databaseUrl: await testDatabase(dataDirectory), dataDirectory });
  const entries = await database.db.selectFrom('audit_entries').selectAll().execute();
  const file = anchorsIn(dataDirectory);
  const verdict = await verifyTrail(database.db, readAnchors(file));
  expect(verdict.faults).toEqual([]);
  expect(verdict.anchorsMet).toBeGreaterThan(0);
  await database.close();
  return JSON.stringify(entries) + rollcall.log() + readFileSync(file, 'utf8');
}

describe('the audit trail of a running Rollcall', () => {
  it('holds no password and nothing that was sent where it does not belong', async () => {
    const admin = await rollcall.signedIn('admin');
    const { user_id: userId } = await one(admin, from('Username-Password-Authentication'));
    const headers = { 'if-match': '"none"', 'x-secret': 'SECRET-header' };
    for (const row of Object.values<Row>(rows)) {
      if (row.method === 'GET') continue;
      const path = row.path
        .replace(':userId', encodeURIComponent(userId))
        .replace(/:(eventId)/, '1')
        .replace(/:roleId/, 'role_0123456789abcdef')
        .replace(/:\w+/g, '00000000-0000-4000-8000-000000000000');
      if (row.audit === 'user.delete' || row.audit === 'team.view_as') continue;
      const body = { password: 'SECRET-password', connection: 'SECRET-connection', name: 'SECRET-name' };
      await admin.api(row.method, path, { headers, body });
    }
    const password = 'SECRET-Long-enough-1';
    await admin.api('PUT', pathOf(userId, '/password'), { body: { password } });
    const email = 'kept@corp.example';
    const connection = 'Username-Password-Authentication';
    const created = await admin.api('POST', '/api/users', { body: { connection, email, password } });
    expect(created.status).toBe(201);
    expect((await events(admin)).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['user.set_password', 'user.create']),
    );
    const all = await dump();
    expect(all).toContain(email);
    expect(all).not.toContain('SECRET');
  });
});
