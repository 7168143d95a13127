import type { Insertable } from 'kysely';
import type { UserProfile } from '../store/schema.ts';
import type { AuthenticationMethod, Device, SessionTables } from '../store/tables/sessions.ts';
import type { Random } from './random.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

/** An application, what it runs on, and for how many days it keeps refresh tokens, if it does. */
interface Application {
  client_id: string;
  agents: 'desktop' | 'mobile' | 'any';
  tokens?: { rotating: boolean; idle: number; absolute: number };
}

const KEPT = { rotating: false, idle: 30, absolute: 365 };
const SPA: Application = { client_id: 'rollcall_local_spa', agents: 'desktop', tokens: KEPT };
const DRIVER: Application = { client_id: 'meridian_driver', agents: 'mobile', tokens: KEPT };
const APPLICATIONS: readonly [Application, ...Application[]] = [
  { client_id: 'rollcall_local_web', agents: 'desktop' },
  SPA,
  { client_id: 'meridian_portal', agents: 'desktop' },
  {
    client_id: 'meridian_tracking',
    agents: 'any',
    tokens: { rotating: true, idle: 15, absolute: 30 },
  },
  DRIVER,
];

const DESKTOP = [
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_6) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0',
  'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0',
] as const;
const MOBILE = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
] as const;
const PHONES = ["Driver's phone", 'Depot tablet', 'Pixel 9', 'iPhone 16', 'Cab tablet'] as const;

/** Everything of one person. */
export interface Devices {
  sessions: Insertable<SessionTables['sessions']>[];
  grants: SessionTables['grants'][];
  refreshTokens: Insertable<SessionTables['refresh_tokens']>[];
  keys: SessionTables['device_keys'][];
  accounts: Insertable<SessionTables['connected_accounts']>[];
}

/** Makes up where somebody is signed in right now. @param now the moment nothing may have expired at */
export function makeDevices(random: Random, user: UserProfile, now: number): Devices {
  const devices: Devices = { sessions: [], grants: [], refreshTokens: [], keys: [], accounts: [] };
  const count = random.pick([0, 1, 1, 1, 2, 2, 3]);
  for (let number = 0; number < count; number += 1) signIn(random, user, now, devices);
  // A token outlives the session it came of.
  if (random.chance(0.3)) keepToken(random, user, now, devices, random.pick([SPA, DRIVER]));
  if (devices.grants.some(({ client_id }) => client_id === 'meridian_driver') && random.chance(0.5)) {
    devices.keys.push({
      id: credentialId(random),
      user_id: user.user_id,
      client_id: 'meridian_driver',
      device_name: random.pick(PHONES),
      device_id: [8, 4, 4, 4, 12].map((length) => random.digits(length, 16)).join('-'),
      value: Buffer.from(random.digits(64, 16)).toString('base64'),
    });
  }
  if (random.chance(0.12)) devices.accounts.push(makeAccount(random, user, now));
  return devices;
}

function signIn(random: Random, user: UserProfile, now: number, devices: Devices): void {
  const application = random.pick(APPLICATIONS);
  const rest = random.next() * 2.5 * DAY;
  const used = now - rest;
  const begun = used - random.next() * (6.5 * DAY - rest);
  const id = random.digits(32, 16);
  const device = makeDevice(random, user, application);
  const second = random.chance(0.25) ? random.pick(APPLICATIONS) : application;
  const client_ids = [...new Set([application.client_id, second.client_id])];
  devices.sessions.push({
    id,
    user_id: user.user_id,
    payload: '{}',
    created_at: new Date(begun),
    updated_at: new Date(used),
    last_interacted_at: new Date(used),
    authenticated_at: new Date(begun),
    idle_expires_at: new Date(used + 3 * DAY),
    expires_at: new Date(begun + 7 * DAY),
    device: JSON.stringify(device),
    client_ids,
    methods: JSON.stringify(methodsOf(random, user, new Date(begun))),
    session_metadata: random.chance(0.15)
      ? JSON.stringify({ depot: random.pick(['Hamburg', 'Lyon', 'Malmö']) })
      : null,
  });
  for (const each of new Set([application, second])) {
    const grantId = grantOf(random, user, each, devices);
    if (each.tokens === undefined) continue;
    addToken(random, user, each, devices, { grantId, sessionId: id, begun, used, device });
  }
}

/** A refresh token that is older than any session. */
function keepToken(
  random: Random,
  user: UserProfile,
  now: number,
  devices: Devices,
  application: Application,
): void {
  const used = now - random.next() * 25 * DAY;
  addToken(random, user, application, devices, {
    grantId: grantOf(random, user, application, devices),
    sessionId: random.digits(32, 16),
    begun: used - (8 + random.below(250)) * DAY,
    used,
    device: makeDevice(random, user, application),
  });
}

function addToken(
  random: Random,
  user: UserProfile,
  { client_id, tokens = KEPT }: Application,
  devices: Devices,
  past: { grantId: string; sessionId: string; begun: number; used: number; device: Device },
): void {
  devices.refreshTokens.push({
    id: credentialId(random),
    user_id: user.user_id,
    client_id,
    session_id: past.sessionId,
    grant_id: past.grantId,
    scope: 'openid profile email offline_access',
    payload: '{}',
    rotating: tokens.rotating,
    created_at: new Date(past.begun),
    last_exchanged_at: past.used - past.begun > HOUR ? new Date(past.used) : null,
    idle_expires_at: new Date(past.used + tokens.idle * DAY),
    expires_at: new Date(past.begun + tokens.absolute * DAY),
    device: JSON.stringify(past.device),
  });
}

function grantOf(
  random: Random,
  user: UserProfile,
  { client_id, tokens }: Application,
  devices: Devices,
): string {
  const known = devices.grants.find((grant) => grant.client_id === client_id);
  if (known !== undefined) return known.id;
  const id = random.digits(24, 16);
  const scope = ['openid', 'profile', 'email', ...(tokens === undefined ? [] : ['offline_access'])];
  devices.grants.push({ id, client_id, user_id: user.user_id, audience: null, scope });
  return id;
}

function makeDevice(random: Random, user: UserProfile, { agents }: Application): Device {
  const isMobile = agents === 'mobile' || (agents === 'any' && random.chance(0.5));
  const agent = random.pick(isMobile ? MOBILE : DESKTOP);
  const home = user.last_ip ?? `203.0.113.${random.below(256)}`;
  const asn = String(64_496 + random.below(16));
  const away = random.chance(0.2);
  return {
    initial_ip: home,
    initial_asn: asn,
    initial_user_agent: agent,
    last_ip: away ? `198.51.100.${random.below(256)}` : home,
    last_asn: away ? String(64_496 + random.below(16)) : asn,
    last_user_agent: agent,
  };
}

function methodsOf(random: Random, user: UserProfile, at: Date): AuthenticationMethod[] {
  const provider = user.identities[0]?.provider ?? 'auth0';
  const timestamp = at.toISOString();
  const name =
    provider === 'auth0' ? 'pwd' : provider === 'sms' || provider === 'email' ? provider : 'federated';
  const first = { name, timestamp };
  return name === 'pwd' && random.chance(0.2) ? [first, { name: 'mfa', timestamp, type: 'otp' }] : [first];
}

function makeAccount(
  random: Random,
  user: UserProfile,
  now: number,
): Insertable<SessionTables['connected_accounts']> {
  const [connection_id, scopes] = random.pick([
    ['con_GoogleOauth20001', ['https://www.googleapis.com/auth/calendar.readonly']],
    ['con_ContosoAzureAd01', ['Calendars.Read', 'Mail.Send']],
  ]);
  const created = now - (1 + random.below(300)) * DAY;
  return {
    id: `cac_${letters(random, 16)}`,
    user_id: user.user_id,
    connection_id,
    scopes,
    created_at: new Date(created),
    expires_at: random.chance(0.3) ? new Date(now + (1 + random.below(80)) * DAY) : null,
  };
}

function credentialId(random: Random): string {
  return `dcr_${letters(random, 16)}`;
}

function letters(random: Random, length: number): string {
  return Array.from({ length }, () => LETTERS.charAt(random.below(LETTERS.length))).join('');
}
