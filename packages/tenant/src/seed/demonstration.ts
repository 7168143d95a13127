import { defaultPicture } from '../store/picture.ts';
import type { UserRecord } from '../store/users.ts';
import { SEED_PASSWORD_HASH } from './password.ts';

const CONNECTION = 'Username-Password-Authentication';
const CREATED = '2026-01-05T09:00:00.000Z';

/** People with fixed ids and addresses, to sign in with when trying an application out. */
export const DEMONSTRATION_USERS: readonly UserRecord[] = [
  demonstrationUser('admin', 'Ada', 'Lindqvist', '0000000000000000000000a1'),
  demonstrationUser('editor', 'Edgar', 'Okafor', '0000000000000000000000e1'),
  demonstrationUser('support', 'Sofía', 'Romero', '000000000000000000000051'),
  demonstrationUser('viewer', 'Viktor', 'Hansen', '0000000000000000000000f1'),
  demonstrationUser('auditor', 'Aud', 'Tanaka', '0000000000000000000000a2'),
  demonstrationUser('nobody', 'Noor', 'Bakker', '000000000000000000000001'),
];

function demonstrationUser(local: string, given_name: string, family_name: string, id: string): UserRecord {
  const email = `${local}@rollcall.example`;
  return {
    profile: {
      user_id: `auth0|${id}`,
      email,
      email_verified: true,
      name: `${given_name} ${family_name}`,
      nickname: local,
      given_name,
      family_name,
      picture: defaultPicture(email),
      created_at: CREATED,
      updated_at: CREATED,
      identities: [{ connection: CONNECTION, provider: 'auth0', user_id: id, isSocial: false }],
    },
    credentials: [
      {
        provider: 'auth0',
        id,
        connection: CONNECTION,
        email,
        username: null,
        phone_number: null,
        password_hash: SEED_PASSWORD_HASH,
        password_history: [],
      },
    ],
  };
}
