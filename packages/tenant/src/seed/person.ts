import { defaultPicture } from '../store/picture.ts';
import type { Identity, UserProfile } from '../store/schema.ts';
import type { Credentials, UserRecord } from '../store/users.ts';
import { makeMetadata } from './metadata.ts';
import { type Culture, CULTURES } from './names.ts';
import { createRandom, type Random } from './random.ts';
import { SEED_PASSWORD_HASH } from './password.ts';

/** The day on which the seed stands still; nothing in it depends on the day it is made. */
const TODAY = Date.parse('2026-11-01T00:00:00Z');
const DAY = 86_400_000;

type Source = readonly [connection: string, provider: string, isSocial: boolean];
const SOURCES: readonly (readonly [share: number, source: Source])[] = [
  [0.4, ['Username-Password-Authentication', 'auth0', false]],
  [0.52, ['Staff-Directory', 'auth0', false]],
  [0.7, ['google-oauth2', 'google-oauth2', true]],
  [0.8, ['github', 'github', true]],
  [0.87, ['Acme-SAML', 'samlp', false]],
  [0.94, ['Contoso-AD', 'waad', false]],
  [0.97, ['email', 'email', false]],
  [1, ['sms', 'sms', false]],
];
const LINKED: readonly [Source, ...Source[]] = [
  ['google-oauth2', 'google-oauth2', true],
  ['github', 'github', true],
  ['Contoso-AD', 'waad', false],
];
const LONG_GIVEN = 'María de los Ángeles Guadalupe Esperanza Concepción';
const LONG_FAMILY = 'Fernández de Córdoba y Álvarez de Toledo-Wittgenstein-Sayn';

interface Person {
  index: number;
  culture: Culture;
  given: string;
  family: string;
  name: string;
  /** The local part of every address of this person. */
  local: string;
}

/** The `index`-th person of the seed: always the same one, however many there are. */
export function makeUser(index: number): UserRecord {
  const random = createRandom(index);
  const person = makePerson(random, index);
  const share = random.next();
  const [connection, provider, isSocial] = (SOURCES.find(([limit]) => share < limit) ??
    SOURCES[0] ?? [0, LINKED[0]])[1];
  const id = identityId(random, provider, connection, person);
  const email = provider === 'sms' ? undefined : addressOf(random, connection, person);
  const username = connection === 'Staff-Directory' ? usernameOf(person) : undefined;
  const phone = provider === 'sms' ? `+49151${String(10_000_000 + index)}` : undefined;
  const primary: Identity = { connection, provider, user_id: id, isSocial };
  const secondary = random.chance(0.16) ? makeSecondary(random, person, connection) : undefined;
  const profile: UserProfile = {
    user_id: `${provider}|${id}`,
    ...(email === undefined ? {} : { email, email_verified: isVerified(random, provider) }),
    ...(username === undefined ? {} : { username }),
    ...(phone === undefined ? {} : { phone_number: phone, phone_verified: true, name: phone, nickname: '' }),
    ...namesOf(random, provider, person, email),
    ...pictureOf(random, provider, person, email),
    ...historyOf(random, provider),
    ...makeMetadata(random, person.culture, index),
    ...(random.chance(0.03) ? { blocked: true } : {}),
    identities: secondary === undefined ? [primary] : [primary, secondary],
  };
  const { nickname, ...rest } = profile;
  return {
    profile: nickname === '' ? rest : profile,
    credentials: [
      credentialsOf(primary, email ?? null, username ?? null, phone ?? null),
      ...(secondary === undefined ? [] : [credentialsOf(secondary, emailOf(secondary), null, null)]),
    ],
  };
}

function makePerson(random: Random, index: number): Person {
  const culture = random.pick(CULTURES);
  const [given, givenAscii] = random.pick(culture.given);
  const [family, familyAscii] = random.pick(culture.family);
  const manner = random.below(3);
  const local =
    manner === 0
      ? `${givenAscii}.${familyAscii}${index}`
      : manner === 1
        ? `${givenAscii.slice(0, 1)}.${familyAscii}.${index}`
        : `${givenAscii}_${index}`;
  if (index % 97 === 13) {
    return {
      index,
      culture,
      given: LONG_GIVEN,
      family: LONG_FAMILY,
      name: `${LONG_GIVEN} ${LONG_FAMILY}`,
      local,
    };
  }
  const name = culture.familyFirst ? `${family}${given}` : `${given} ${family}`;
  return { index, culture, given, family, name, local };
}

function identityId(random: Random, provider: string, connection: string, person: Person): string {
  const tail = String(person.index).padStart(8, '0');
  switch (provider) {
    case 'google-oauth2':
      return `1${random.digits(12, 10)}${tail}`;
    case 'github':
      return String(1_000_000 + person.index * 7);
    case 'samlp':
      return `${connection}|${person.local}@acme.example`;
    case 'waad':
      return Buffer.from(`${random.digits(23, 16)}-${tail}`)
        .toString('base64url')
        .slice(0, 43);
    default:
      return `${random.digits(16, 16)}${tail}`;
  }
}

function addressOf(random: Random, connection: string, person: Person): string {
  switch (connection) {
    case 'Staff-Directory':
      return `${person.local}@staff.example`;
    case 'Acme-SAML':
      return `${person.local}@acme.example`;
    case 'Contoso-AD':
      // A directory keeps its own capitals, and Auth0 keeps them too.
      return `${person.local.charAt(0).toUpperCase()}${person.local.slice(1)}@Contoso.example`;
    default:
      return `${person.local}@${random.pick(['example.com', 'example.org', 'example.net', 'mail.example'])}`;
  }
}

function usernameOf(person: Person): string {
  const number = String(person.index);
  return `${person.local.replace(/[^a-z]/gu, '').slice(0, 15 - number.length)}${number}`;
}

function isVerified(random: Random, provider: string): boolean {
  return provider === 'auth0' ? random.chance(0.82) : provider !== 'samlp' || random.chance(0.5);
}

function namesOf(
  random: Random,
  provider: string,
  person: Person,
  email: string | undefined,
): Partial<UserProfile> {
  if (email === undefined) return {};
  if (provider === 'email' || (provider === 'auth0' && random.chance(0.12))) {
    return { name: email, nickname: person.local };
  }
  return {
    name: person.name,
    nickname: person.local,
    ...(random.chance(0.92) ? { given_name: person.given, family_name: person.family } : {}),
  };
}

function pictureOf(
  random: Random,
  provider: string,
  person: Person,
  email: string | undefined,
): { picture?: string } {
  if (random.chance(0.08)) return {};
  if (provider === 'google-oauth2') {
    return { picture: `https://lh3.googleusercontent.com/a/ACg8oc${random.digits(24, 16)}=s96-c` };
  }
  if (provider === 'github') {
    return { picture: `https://avatars.githubusercontent.com/u/${1_000_000 + person.index * 7}?v=4` };
  }
  if (email === undefined) return { picture: 'https://cdn.auth0.com/avatars/sm.png' };
  return { picture: defaultPicture(email) };
}

function historyOf(
  random: Random,
  provider: string,
): Pick<UserProfile, 'created_at' | 'updated_at'> & Partial<UserProfile> {
  const age = Math.floor(random.next() ** 1.5 * 2_000 * DAY);
  const created = TODAY - age - random.below(DAY);
  const created_at = new Date(created).toISOString();
  if (random.chance(0.1)) return { created_at, updated_at: created_at };
  const last = TODAY - Math.floor(random.next() ** 3 * (TODAY - created));
  const last_login = new Date(last).toISOString();
  return {
    created_at,
    updated_at: last_login,
    last_login,
    last_ip: random.chance(0.2)
      ? `2001:db8::${random.digits(4, 16)}:${random.digits(3, 16)}`
      : `203.0.113.${random.below(256)}`,
    logins_count: 1 + Math.floor(random.next() ** 4 * 900),
    ...(provider === 'auth0' && random.chance(0.15)
      ? {
          last_password_reset: new Date(created + Math.floor(random.next() * (last - created))).toISOString(),
        }
      : {}),
  };
}

function makeSecondary(random: Random, person: Person, primary: string): Identity | undefined {
  const [connection, provider, isSocial] = random.pick(LINKED);
  if (connection === primary) return undefined;
  return {
    connection,
    provider,
    user_id: identityId(random, provider, connection, person),
    isSocial,
    profileData: {
      email: `${person.local}@${provider === 'waad' ? 'contoso.example' : 'mail.example'}`,
      email_verified: true,
      name: person.name,
      given_name: person.given,
      family_name: person.family,
      nickname: person.local,
    },
  };
}

function emailOf(identity: Identity): string | null {
  const email = identity.profileData?.['email'];
  return typeof email === 'string' ? email : null;
}

function credentialsOf(
  identity: Identity,
  email: string | null,
  username: string | null,
  phone_number: string | null,
): Credentials {
  return {
    provider: identity.provider,
    id: identity.user_id,
    connection: identity.connection,
    email,
    username,
    phone_number,
    password_hash: identity.provider === 'auth0' ? SEED_PASSWORD_HASH : null,
    password_history: [],
  };
}
