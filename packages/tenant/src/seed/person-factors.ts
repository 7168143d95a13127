import { hashRecoveryCode } from '../factors/recovery-code.ts';
import type { JsonObject, UserProfile } from '../store/schema.ts';
import type { AuthenticationMethodType } from '../store/tables/factors.ts';
import { makeUser } from './person.ts';
import { createRandom, type Random } from './random.ts';

/** What the authenticator app of every seeded person was told: it can be put into an app to sign in as them. */
export const SEED_TOTP_SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

/** The recovery code of every seeded person who has one. */
export const SEED_RECOVERY_CODE = 'ROLLCALLDEMORECOVERYCODE';

/** A row of `authentication_methods`. */
interface SeedMethod {
  id: string;
  user_id: string;
  type: AuthenticationMethodType;
  confirmed: boolean;
  name: string | null;
  details: JsonObject;
  secret: string | null;
  created_at: string;
  last_auth_at: string | null;
}

type Draft = Pick<SeedMethod, 'type'> &
  Partial<Pick<SeedMethod, 'confirmed' | 'name' | 'details' | 'secret'>>;

const TODAY = Date.parse('2026-11-01T00:00:00Z');
const RECOVERY: Draft = { type: 'recovery-code', secret: hashRecoveryCode(SEED_RECOVERY_CODE) };
type PasskeyKind = readonly [name: string, aaguid: string, deviceType: 'single_device' | 'multi_device'];
const PASSKEYS: readonly [PasskeyKind, ...PasskeyKind[]] = [
  ['iCloud Keychain', 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd', 'multi_device'],
  ['Google Password Mgr', 'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4', 'multi_device'],
  ['Windows Hello', '08987058-cadc-4b81-b6e1-30de50dcbe96', 'single_device'],
];
const USER_AGENTS: readonly [string, string] = [
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
];

/**
 * What the `index`-th person proves itself with: nothing, for most. Only people of the plain database
 * connection have factors that a sign-in asks for.
 */
export function methodsOfPerson(index: number): SeedMethod[] {
  const user = makeUser(index).profile;
  const random = createRandom(13_000_027 + index);
  return draftsOf(user, random).map((draft, place): SeedMethod => {
    const enrolled = momentSince(user, random);
    const used = draft.confirmed !== false && draft.type !== 'recovery-code' && random.chance(0.8);
    return {
      id: `dev_${random.digits(7, 16)}${String(index * 10 + place).padStart(9, '0')}`,
      user_id: user.user_id,
      confirmed: true,
      name: null,
      details: {},
      secret: null,
      ...draft,
      created_at: enrolled,
      last_auth_at:
        used && user.last_login !== undefined && user.last_login > enrolled ? user.last_login : null,
    };
  });
}

function draftsOf(user: UserProfile, random: Random): Draft[] {
  switch (user.identities[0]?.connection) {
    case 'Username-Password-Authentication':
      return random.chance(0.36) ? factorsOf(user, random) : [];
    case 'Staff-Directory':
      return random.chance(0.3) ? [random.chance(0.5) ? passkey(user, random) : securityKey(random)] : [];
    case 'Acme-SAML':
    case 'Contoso-AD':
      return random.chance(0.2) ? [securityKey(random)] : [];
    default:
      return [];
  }
}

function factorsOf(user: UserProfile, random: Random): Draft[] {
  const share = random.next();
  if (share < 0.4) return [app(random), RECOVERY];
  if (share < 0.55) return [app(random), phone(random), RECOVERY];
  if (share < 0.72) return [phone(random), RECOVERY];
  if (share < 0.8 && user.email !== undefined) return [{ type: 'email', details: { email: user.email } }];
  if (share < 0.94) return [passkey(user, random)];
  // Begun, and never confirmed with a code.
  return [{ ...app(random), confirmed: false }];
}

function app(random: Random): Draft {
  const name = random.pick(['Authenticator', 'Phone app', '1Password', null]);
  return { type: 'totp', name, secret: SEED_TOTP_SECRET };
}

/** Numbers that regulators keep free for stories. */
function phone(random: Random): Draft {
  const phone_number = random.chance(0.5)
    ? `+447700900${String(random.below(1_000)).padStart(3, '0')}`
    : `+12025550${String(100 + random.below(100))}`;
  const preferred_authentication_method = random.chance(0.85) ? 'sms' : 'voice';
  return {
    type: 'phone',
    name: random.pick(['Work phone', 'Mobile', null]),
    details: { phone_number, preferred_authentication_method },
  };
}

function securityKey(random: Random): Draft {
  return {
    type: 'webauthn-roaming',
    name: random.pick(['YubiKey 5C', 'Titan key', 'Solo 2']),
    details: { ...keyOf(random), relying_party_identifier: 'localhost' },
  };
}

function passkey(user: UserProfile, random: Random): Draft {
  const [name, aaguid, credential_device_type] = random.pick(PASSKEYS);
  return {
    type: 'passkey',
    name,
    details: {
      ...keyOf(random),
      relying_party_identifier: 'localhost',
      aaguid,
      credential_device_type,
      credential_backed_up: credential_device_type === 'multi_device',
      identity_user_id: user.identities[0]?.user_id ?? '',
      user_agent: random.pick(USER_AGENTS),
      user_handle: random.digits(32, 16),
      transports: ['internal', 'hybrid'],
    },
  };
}

function keyOf(random: Random): { key_id: string; public_key: string } {
  const bytes = (length: number) => Buffer.from(random.digits(length * 2, 16), 'hex');
  return { key_id: bytes(20).toString('base64url'), public_key: bytes(77).toString('base64') };
}

function momentSince({ created_at }: UserProfile, random: Random): string {
  const created = Date.parse(created_at);
  return new Date(created + Math.floor(random.next() * (TODAY - created))).toISOString();
}
