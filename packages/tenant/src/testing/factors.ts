import type { Api } from './test-tenant.ts';
import { type TestUser, userActs } from './users.ts';

/** For an authenticator app of a test. */
export const TOTP_SECRET = '5HCWXIP2MJNSUBGYVUZFLRB2HWIGXR4SYJQXNBQ';

/** A passkey as it is created. */
export const PASSKEY = {
  type: 'passkey',
  name: 'Laptop',
  key_id: 'ZFPDJ5qXnJTJoxGyVfHyPA',
  public_key: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE',
  aaguid: 'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4',
  relying_party_identifier: 'localhost',
  credential_device_type: 'multi_device',
  credential_backed_up: true,
  transports: ['internal', 'hybrid'],
};

type User = Pick<TestUser, 'user_id'>;

/** Giving users authentication methods. */
export interface FactorActs {
  /** A new user without a password: hashing one would take longer than the rest of a test. */
  newUser: () => Promise<TestUser>;
  /** A new user with these methods. */
  enrolled: (...methods: object[]) => Promise<TestUser>;
  /** Answers the id of the new method. */
  create: (user: User, method: object) => Promise<string>;
  /** The types of the methods a user has. */
  typesOf: (user: User) => Promise<unknown[]>;
}

/** The path of a user's methods, or of one of them. */
export function methodsOf({ user_id }: User, id?: string): string {
  const all = `/users/${encodeURIComponent(user_id)}/authentication-methods`;
  return id === undefined ? all : `${all}/${encodeURIComponent(id)}`;
}

/** @throws when a method cannot be created. */
export function factorActs(api: Api): FactorActs {
  const acts = userActs(api);
  const newUser = () => acts.newUser({ connection: 'email', password: undefined });
  const create = async (user: User, method: object): Promise<string> => {
    const { status, body } = await api('POST', methodsOf(user), method);
    if (status !== 201) throw new Error(`No new method: ${JSON.stringify(body)}`);
    return String(Object(body).id);
  };
  return {
    newUser,
    create,
    enrolled: async (...methods) => {
      const user = await newUser();
      for (const method of methods) await create(user, method);
      return user;
    },
    typesOf: async (user) => {
      const { body } = await api('GET', methodsOf(user));
      return Array.from(Object(body), (method) => Object(method).type);
    },
  };
}
