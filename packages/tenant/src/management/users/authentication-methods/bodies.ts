import { z } from 'zod';
import type { NewAuthenticationMethod } from '../../../store/authentication-methods.ts';
import type { JsonObject } from '../../../store/schema.ts';
import { ManagementError } from '../../management-error.ts';
import { validate } from '../../validate.ts';

const Name = z
  .string()
  .min(1)
  .max(20)
  .optional()
  .describe('A human-readable label to identify the authentication method.');
const Preferred = z
  .enum(['voice', 'sms'])
  .optional()
  .describe('Applies to phone authentication methods only. The preferred communication method.');
const Phone = z.strictObject({
  type: z.literal('phone'),
  name: Name,
  phone_number: z
    .string()
    .min(2)
    .max(30)
    .describe(
      'Applies to phone authentication methods only. The destination phone number used to send verification codes via text and voice.',
    ),
  preferred_authentication_method: Preferred,
});
const Email = z.strictObject({
  type: z.literal('email'),
  name: Name,
  email: z
    .email()
    .describe(
      'Applies to email authentication methods only. The email address used to send verification messages.',
    ),
});
const Totp = z.strictObject({
  type: z.literal('totp'),
  name: Name,
  totp_secret: z
    .string()
    .regex(/^[A-Z2-7]+=*$/u)
    .describe('Base32 encoded secret for TOTP generation.'),
});
const KEY = {
  name: Name,
  key_id: z
    .string()
    .min(1)
    .describe('Applies to webauthn/passkey authentication methods only. The id of the credential.'),
  public_key: z
    .string()
    .min(1)
    .describe(
      'Applies to webauthn/passkey authentication methods only. The public key, which is encoded as base64.',
    ),
  relying_party_identifier: z
    .hostname()
    .optional()
    .describe('Applies to webauthn authentication methods only. The relying party identifier.'),
};
const SecurityKey = z.strictObject({ type: z.literal('webauthn-roaming'), ...KEY });
const Passkey = z.strictObject({
  type: z.literal('passkey'),
  ...KEY,
  aaguid: z
    .guid()
    .optional()
    .describe('Applies to passkeys only. Authenticator Attestation Globally Unique Identifier'),
  credential_device_type: z.enum(['single_device', 'multi_device']).optional(),
  credential_backed_up: z.boolean().optional(),
  identity_user_id: z.string().optional(),
  user_agent: z.string().optional(),
  user_handle: z.string().optional(),
  transports: z.array(z.string()).optional(),
});

const Creatable = z.looseObject({
  type: z.enum(['phone', 'email', 'totp', 'webauthn-roaming', 'passkey']),
});
const Replaceable = z.looseObject({ type: z.enum(['phone', 'email', 'totp']) });

/** Body of `PATCH /users/{id}/authentication-methods/{authentication_method_id}`. */
export const UpdateMethodBody = z.strictObject({ name: Name, preferred_authentication_method: Preferred });

/**
 * Reads one method to create; each type takes its own properties.
 * @throws {ManagementError} 400 `invalid_body`
 */
export function readNewMethod(body: unknown): NewAuthenticationMethod {
  const { type } = validate('Payload', Creatable, body);
  switch (type) {
    case 'phone':
      return validate('Payload', Phone, body);
    case 'email':
      return validate('Payload', Email, body);
    case 'totp':
      return validate('Payload', Totp, body);
    case 'webauthn-roaming':
      return keyOf(validate('Payload', SecurityKey, body));
    case 'passkey':
      return keyOf(validate('Payload', Passkey, body));
  }
}

/**
 * Reads the methods that replace all others; keys cannot be among them.
 * @throws {ManagementError} 400 `invalid_body`
 */
export function readReplacements(body: unknown): NewAuthenticationMethod[] {
  if (!Array.isArray(body)) {
    const found = body === undefined ? 'undefined' : typeof body;
    throw new ManagementError(
      400,
      `Payload validation error: 'Expected type array but found type ${found}'.`,
      'invalid_body',
    );
  }
  return body.map((item: unknown) => {
    validate('Payload', Replaceable, item);
    return readNewMethod(item);
  });
}

function keyOf({
  type,
  name,
  ...properties
}: z.output<typeof SecurityKey> | z.output<typeof Passkey>): NewAuthenticationMethod {
  const details: JsonObject = Object.fromEntries(
    Object.entries(properties).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
  return { type, name, details };
}
