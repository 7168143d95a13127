import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import { tenantEnvironment } from '../scripts/local-tenant.mjs';
import { newAccount } from '../packages/tenant/src/jobs/import/new-account.ts';
import { openStore } from '../packages/tenant/src/store/open.ts';
import { insertUsers } from '../packages/tenant/src/store/users.ts';
import { m2mToken } from './m2m-token.ts';
import { Houses } from './houses.ts';

/**
 * How fast the tenant imports users through jobs, two files at a time, against the same users put
 * straight into the same tables of another database in the same run. Prints users per second, the
 * ratio, and the tenant's peak memory; ends with 1 when either is worse than promised. The number of
 * users can be given; 100,000 without.
 */
const tenant = 'http://localhost:4712';
const connection = { id: 'con_UsernamePassword', name: 'Username-Password-Authentication' };
const count = Number(process.argv[2] ?? 100_000);
/** Auth0's limit for a whole request; the multipart frame takes some of it. */
const fileBytes = 510_000;
/** Rows that are one transaction of a job. */
const chunk = 200;
const limits = { throughput: 0.25, megabytes: 1_500 };

interface User {
  email: string;
  password_hash: string;
  given_name: string;
  family_name: string;
  app_metadata: { plan: string; seat: number };
}

function makeUser(index: number): User {
  return {
    email: `imported.${index}@example.com`,
    password_hash: '$2b$10$xrEON9xpkZIp3HdYQNVqreIYnyYUxGIuwv6eDkm8Y541hBwi6Z5mS',
    given_name: 'Ingrid',
    family_name: `Lund ${index}`,
    app_metadata: { plan: index % 7 === 0 ? 'gold' : 'silver', seat: index },
  };
}

async function bench(): Promise<void> {
  const houses = new Houses();
  try {
    const users = Array.from({ length: count }, (_, index) => makeUser(index));
    const straight = await insertStraight(users, join(houses.dataDir, 'straight'));
    const pid = await houses.start('packages/tenant/src/main.ts', {
      ...tenantEnvironment('http://localhost:4711'),
      TENANT_PORT: new URL(tenant).port,
      SEED_USERS: '10',
    });
    const before = forgetPeak(pid);
    const imported = await importAll(filesOf(users));
    const after = peakMegabytes(pid);
    const ratio = straight / imported;
    const isOk = ratio >= limits.throughput && (after ?? 0) <= limits.megabytes;
    console.log(
      `${count} users   straight into the tables ${rate(straight)}   through jobs ${rate(imported)}   ` +
        `throughput ×${ratio.toFixed(2)}   memory ${shown(before)} before, ${shown(after)} at its peak   ` +
        (isOk ? 'as promised' : 'WORSE THAN PROMISED'),
    );
    process.exitCode = isOk ? 0 : 1;
  } finally {
    await houses.stop();
  }
}

/** Answers seconds. */
async function insertStraight(users: readonly User[], directory: string): Promise<number> {
  const { db, close } = await openStore({ directory });
  const records = users.map((user) => newAccount(user, connection.name));
  const began = performance.now();
  for (let start = 0; start < records.length; start += chunk) {
    await db
      .transaction()
      .execute((transaction) => insertUsers(transaction, records.slice(start, start + chunk)));
  }
  const seconds = (performance.now() - began) / 1_000;
  await close();
  return seconds;
}

function filesOf(users: readonly User[]): string[] {
  const files: string[] = [];
  let rows: string[] = [];
  let size = 0;
  for (const user of users) {
    const row = JSON.stringify(user);
    if (size + row.length + 1 > fileBytes) {
      files.push(`[${rows.join(',')}]`);
      rows = [];
      size = 0;
    }
    rows.push(row);
    size += row.length + 1;
  }
  return [...files, `[${rows.join(',')}]`];
}

/** Two workers take one file after the other, as an application has to. Answers seconds. */
async function importAll(files: string[]): Promise<number> {
  const authorization = `Bearer ${await m2mToken(tenant)}`;
  const began = performance.now();
  const work = async () => {
    for (let file = files.shift(); file !== undefined; file = files.shift()) {
      await importFile(file, authorization);
    }
  };
  await Promise.all([work(), work()]);
  return (performance.now() - began) / 1_000;
}

const Job = z.object({
  id: z.string(),
  status: z.enum(['pending', 'completed', 'failed']),
  summary: z.object({ failed: z.literal(0) }).optional(),
});

/** @throws when not every user of the file is taken over. */
async function importFile(file: string, authorization: string): Promise<void> {
  const body = new FormData();
  body.append('users', new Blob([file]), 'users.json');
  body.append('connection_id', connection.id);
  body.append('send_completion_email', 'false');
  const headers = { authorization };
  let job = Job.parse(await ask('/api/v2/jobs/users-imports', headers, body));
  while (job.status === 'pending') {
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
    job = Job.parse(await ask(`/api/v2/jobs/${job.id}`, headers));
  }
  if (job.status === 'failed') throw new Error(`Job ${job.id} failed`);
}

/**
 * One request on a connection of its own: a tenant that is busy may close those that are kept, just when
 * they are used again.
 */
async function ask(path: string, headers: Record<string, string>, form?: FormData): Promise<unknown> {
  const sent = form === undefined ? undefined : new Response(form);
  const body = sent === undefined ? undefined : Buffer.from(await sent.arrayBuffer());
  const type = sent?.headers.get('content-type') ?? 'application/json';
  return new Promise((resolve, reject) => {
    request(
      `${tenant}${path}`,
      {
        agent: false,
        method: body === undefined ? 'GET' : 'POST',
        headers: { ...headers, 'content-type': type },
      },
      (response) => {
        response.toArray().then((chunks) => resolve(JSON.parse(Buffer.concat(chunks).toString())), reject);
      },
    )
      .on('error', reject)
      .end(body);
  });
}

/**
 * Has the system forget the most memory a process has had: making a new database takes more than anything
 * later. Answers what it has now, where the system tells.
 */
function forgetPeak(pid: number | undefined): number | undefined {
  if (process.platform === 'linux' && pid !== undefined) writeFileSync(`/proc/${pid}/clear_refs`, '5');
  return peakMegabytes(pid);
}

/** The most memory a process has had since, where the system tells. */
function peakMegabytes(pid: number | undefined): number | undefined {
  if (process.platform !== 'linux' || pid === undefined) return undefined;
  const kilobytes = /^VmHWM:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1_024;
}

function shown(megabytes: number | undefined): string {
  return megabytes === undefined ? 'unknown' : `${Math.round(megabytes)} MB`;
}

function rate(seconds: number): string {
  return `${Math.round(count / seconds)} users/s`;
}

await bench();
