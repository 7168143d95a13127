import { randomBytes } from 'node:crypto';
import { openDatabase } from '@rollcall/database/open.ts';
import { sql } from 'kysely';
import { inject } from 'vitest';

const ofDirectories = new Map<string, Promise<string>>();

/**
 * The address of a PostgreSQL database with nothing in it, or undefined where this run tries the
 * embedded one.
 *
 * @param directory the database that an embedded one would have kept there: the same each time.
 */
export async function testDatabase(directory?: string): Promise<string | undefined> {
  const server = inject('postgresql');
  if (server === undefined) return undefined;
  if (directory === undefined) return createDatabase(server);
  const known = ofDirectories.get(directory) ?? createDatabase(server);
  ofDirectories.set(directory, known);
  return known;
}

async function createDatabase(server: string): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const { db, close } = await openDatabase<Record<string, never>>({ url: server, connections: 1 });
  await sql`create database ${sql.id(name)}`.execute(db);
  await close();
  const address = new URL(server);
  address.pathname = `/${name}`;
  return address.href;
}
