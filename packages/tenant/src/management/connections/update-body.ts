import { z } from 'zod';
import type { JsonObject } from '../../store/schema.ts';
import { ManagementError } from '../management-error.ts';
import { validate } from '../validate.ts';
import { KnownOptions } from './known-options.ts';

const Purpose = z.strictObject({ active: z.boolean() });

/** Body of `PATCH /connections/{id}`. @see https://auth0.com/docs/api/management/v2/connections/patch-connections-by-id */
export const UpdateConnectionBody = z.strictObject({
  display_name: z
    .string()
    .max(128)
    .exactOptional()
    .describe('The connection name used in the new universal login experience.'),
  options: z.record(z.string(), z.json()).nullable().exactOptional().describe("The connection's options."),
  enabled_clients: z
    .array(z.string())
    .nullable()
    .exactOptional()
    .describe('The client_ids for which the connection is to be enabled.'),
  is_domain_connection: z.boolean().exactOptional().describe('Whether the connection is domain level.'),
  show_as_button: z
    .boolean()
    .exactOptional()
    .describe('Enables showing a button for the connection in the login page.'),
  realms: z
    .array(z.string())
    .exactOptional()
    .describe('Defines the realms for which the connection will be used.'),
  metadata: z
    .record(z.string(), z.string().max(255).nullable())
    .refine((metadata) => Object.keys(metadata).length <= 10, 'Too many properties defined, maximum 10')
    .exactOptional()
    .describe('Metadata associated with the connection.'),
  authentication: Purpose.exactOptional().describe(
    'Configure the purpose of a connection to be used for authentication during login.',
  ),
  connected_accounts: Purpose.extend({ cross_app_access: z.boolean().exactOptional() })
    .exactOptional()
    .describe('Configure the purpose of a connection to be used for connected accounts and Token Vault.'),
  cross_app_access_requesting_app: Purpose.exactOptional().describe(
    'Configure the connection to be used as a Requesting Application for Cross App Access.',
  ),
});
export type UpdateConnectionBody = z.output<typeof UpdateConnectionBody>;

const BodyWithOptions = z.object({ options: KnownOptions.describe("The connection's options.") });

/** @throws {ManagementError} 400 when options contradict each other or cannot be acted upon. */
export function assertOptions(options: JsonObject): void {
  const { attributes, requires_username, validation } = validate('Payload', BodyWithOptions, {
    options,
  }).options;
  const { min = 1, max = 128 } = validation?.username ?? {};
  if (min > max) throw refused('options.validation.username.min must not be greater than max');
  if (attributes === undefined) return;
  if (requires_username !== undefined) {
    throw refused('Cannot set both options.attributes and options.requires_username');
  }
  if (validation !== undefined && validation !== null) {
    throw refused('Cannot set both options.attributes and options.validation');
  }
  if (!Object.values(attributes).some(({ identifier }) => identifier?.active === true)) {
    throw refused('attributes must contain one active identifier');
  }
  const { min_length = 1, max_length = 128 } = attributes.username?.validation ?? {};
  if (min_length > max_length) {
    throw refused('options.attributes.username.validation.min_length must not be greater than max_length');
  }
}

function refused(message: string): ManagementError {
  return new ManagementError(400, message, 'invalid_body');
}
