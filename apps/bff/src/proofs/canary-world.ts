import { type Dispatcher, Pool } from 'undici';
import { europe, type Rollcall, startWorld, type World } from '../testing/world.ts';
import { addressOf as at, signedInAgain, signInCallers } from './canary-callers.ts';
import type { Caller } from './callers.ts';
import { type PlantedUser, type Region, TenantDoor } from './canary-users.ts';
import { analyst } from './tenant-ids.ts';

/** An answer with everything that left: status, headers, body. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  text: string;
}

/** A request as it goes out, byte for byte. */
export interface Asked {
  method: string;
  path: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | undefined;
}

/** A tenant in which everybody out of scope is a canary, one Rollcall, and all kinds of callers. */
export interface CanaryWorld {
  world: World;
  rollcall: Rollcall;
  door: TenantDoor;
  callers: readonly Caller[];
  callerOf: (kind: string) => Caller;
  /** The same caller with a sign-in of now, in the place of the one before. */
  signedInAgain: (caller: Caller) => Promise<Caller>;
  /** The planted users, those with a password first. */
  users: Readonly<Record<Region, readonly PlantedUser[]>>;
  ask: (caller: Caller, asked: Asked) => Promise<Answer>;
  close: () => Promise<void>;
}

/** What is hidden from the caller with a mask. */
const mask = ['email', 'phone_number', 'app_metadata.salary'];
const onlyAnalyst: string[] = [analyst];
const everybody = { all: true } as const;
const unitedKingdom = { eq: { field: 'app_metadata.region', value: 'uk' } };
const password = 'SECRET-Caller-9!x';

const team = [
  { who: at('admin'), grant: { role: 'admin', scope: everybody } },
  { who: at('editor'), grant: { role: 'editor-users', scope: everybody } },
  { who: at('support'), grant: { role: 'support', scope: everybody } },
  { who: at('viewer'), grant: { role: 'viewer-users', scope: everybody } },
  { who: at('auditor'), grant: { role: 'auditor', scope: everybody } },
  { who: at('scoped'), grant: { role: 'support', scope: europe } },
  { who: at('two'), grant: { role: 'support', scope: europe } },
  { who: at('two'), grant: { role: 'editor-users', scope: unitedKingdom, assignableRoles: onlyAnalyst } },
  { who: at('regional'), grant: { role: 'editor-users', scope: europe } },
  { who: at('masked'), grant: { role: 'viewer-users', scope: everybody, mask } },
  { who: at('disabled'), grant: { role: 'admin', scope: everybody } },
] as const;

/** Starts it. */
export async function startCanaryWorld(): Promise<CanaryWorld> {
  const world = await startWorld();
  const door = await TenantDoor.open(world.tenant.url);
  const accounts = new Map<string, string>();
  for (const name of ['scoped', 'two', 'regional', 'masked', 'disabled', 'powerless']) {
    accounts.set(name, (await door.account(at(name), password)).userId);
  }
  const users = { eu: await plant(door, 'eu'), uk: await plant(door, 'uk'), us: await plant(door, 'us') };
  const rollcall = await world.rollcall({
    team: team.map(({ who, grant }) => ({ who, grant })),
    reach: { lookup: async () => [{ address: '192.0.2.1', family: 4 }], isAllowed: () => true, port: 443 },
  });

  const callers = await signInCallers(rollcall, {
    others: [...Object.values(users).flat(), ...(await door.some())],
    accounts,
    password,
  });

  const pool = new Pool(rollcall.url, { connections: 8, bodyTimeout: 120_000, headersTimeout: 120_000 });
  return {
    world,
    rollcall,
    door,
    callers,
    callerOf: (kind) => {
      const found = callers.find((one) => one.kind === kind);
      if (found === undefined) throw new Error(`There is no caller ${kind}.`);
      return found;
    },
    signedInAgain: async (caller) => {
      const fresh = await signedInAgain(rollcall, caller, { accounts, password });
      callers[callers.indexOf(caller)] = fresh;
      return fresh;
    },
    users,
    ask: async ({ cookie }, { method, path, headers, body }) => {
      const answer = await pool.request({
        method,
        path,
        headers: {
          'x-csrf': '1',
          'sec-fetch-site': 'same-origin',
          ...(cookie === undefined ? {} : { cookie }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body }),
      });
      return { status: answer.statusCode, headers: answer.headers, text: await textOf(answer) };
    },
    close: async () => {
      await pool.close();
      await world.close();
    },
  };
}

/** How long is listened for a first event, in milliseconds; there may be none. */
const listenMs = 250;

/** Events have no end: of them, what there is at the beginning. */
async function textOf({ headers, body }: Dispatcher.ResponseData): Promise<string> {
  if (!String(headers['content-type']).startsWith('text/event-stream')) return body.text();
  let text = '';
  const timer = setTimeout(() => body.destroy(), listenMs);
  try {
    for await (const chunk of body) {
      text += String(chunk);
      if (text.includes('data: ')) break;
    }
  } catch (error) {
    // It was left by this function itself.
    if (!body.destroyed) throw error;
  } finally {
    clearTimeout(timer);
  }
  return text;
}

async function plant(door: TenantDoor, region: Region): Promise<PlantedUser[]> {
  const first = await door.user(region, 'a', `SECRET-${region}-Password-1!`);
  return [first, await door.user(region, 'b')];
}

/** What an answer tells that its caller must not know; nothing where all is well. */
export function leaksIn(caller: Caller, { headers, text }: Answer): string[] {
  const told = `${JSON.stringify(headers)}\n${text}`.toLowerCase();
  return caller.forbidden.filter((secret) => told.includes(secret));
}
