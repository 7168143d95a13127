import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { SigningKey } from '../oauth/signing-key.ts';

/** What an identity provider says about a person when that person signs in. */
export const ProviderProfile = z.object({
  email: z.email().optional(),
  name: z.string().min(1).max(300).optional(),
  given_name: z.string().min(1).max(150).optional(),
  family_name: z.string().min(1).max(150).optional(),
  nickname: z.string().min(1).max(300).optional(),
  picture: z.url({ protocol: /^https?$/u }).optional(),
});
export type ProviderProfile = z.output<typeof ProviderProfile>;

const Assertion = z.object({ connection: z.string(), id: z.string().min(1), profile: ProviderProfile });
/** The answer of the stand-in identity provider. */
export type Assertion = z.output<typeof Assertion>;

export interface AssertionSigner {
  /** Good for one minute and one sign-in. */
  sign: (assertion: Assertion, uid: string) => Promise<string>;
  /** Undefined when it is forged, too old, or made for another sign-in. */
  verify: (token: string, uid: string) => Promise<Assertion | undefined>;
}

const TYPE = 'assertion+jwt';

/** Lets the stand-in provider and the tenant trust each other across a redirect. */
export function createAssertionSigner(key: SigningKey): AssertionSigner {
  return {
    sign: (assertion, uid) =>
      new SignJWT({ assertion })
        .setProtectedHeader({ alg: 'RS256', typ: TYPE })
        .setAudience(uid)
        .setIssuedAt()
        .setExpirationTime('60s')
        .sign(key.privateKey),
    verify: async (token, uid) => {
      try {
        const { payload } = await jwtVerify(token, key.publicKey, {
          algorithms: ['RS256'],
          audience: uid,
          typ: TYPE,
        });
        return Assertion.parse(payload['assertion']);
      } catch {
        return undefined;
      }
    },
  };
}
