import { z } from 'zod';
import type { JsonObject } from '../../store/schema.ts';
import { ManagementError } from '../management-error.ts';

/** Body of `PATCH /connections/{id}`. @see https://auth0.com/docs/api/management/v2/connections/patch-connections-by-id */
export const UpdateConnectionBody = z.strictObject({
  display_name: z
    .string()
    .max(128)
    .exactOptional()
    .describe('The connection name used in the new universal login experience.'),
  options: z.record(z.string(), z.json()).exactOptional().describe("The connection's options."),
  enabled_clients: z
    .array(z.string())
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
    .record(z.string(), z.string())
    .exactOptional()
    .describe('Metadata associated with the connection.'),
});

/** What this tenant acts upon; everything else in `options` is kept as it comes. */
const KnownOptions = z.looseObject({
  set_user_root_attributes: z.enum(['on_each_login', 'on_first_login', 'never_on_login']).optional(),
  passwordPolicy: z.enum(['none', 'low', 'fair', 'good', 'excellent']).nullish(),
  password_complexity_options: z.looseObject({ min_length: z.int().min(1).max(128).optional() }).nullish(),
  password_history: z.looseObject({ enable: z.boolean(), size: z.int().min(0).max(24).optional() }).nullish(),
  password_dictionary: z
    .looseObject({ enable: z.boolean(), dictionary: z.array(z.string().max(50)).max(200).optional() })
    .nullish(),
  password_no_personal_info: z.looseObject({ enable: z.boolean() }).nullish(),
  requires_username: z.boolean().optional(),
  validation: z
    .looseObject({
      username: z
        .looseObject({ min: z.int().min(1).max(128).optional(), max: z.int().min(1).max(128).optional() })
        .nullish(),
    })
    .nullish(),
  attributes: z.record(z.string(), z.json()).nullish(),
});

/** @throws {ManagementError} 400 when options contradict each other or cannot be acted upon. */
export function assertOptions(options: JsonObject): void {
  const result = KnownOptions.safeParse(options);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw refused(
      `Payload validation error: '${issue?.message ?? 'Invalid options'}' on property options.${issue?.path.join('.') ?? ''}.`,
    );
  }
  const { attributes, requires_username, validation } = result.data;
  if (attributes === undefined || attributes === null) return;
  if (requires_username !== undefined)
    throw refused('Cannot set both options.attributes and options.requires_username');
  if (validation !== undefined && validation !== null) {
    throw refused('Cannot set both options.attributes and options.validation');
  }
}

function refused(message: string): ManagementError {
  return new ManagementError(400, message, 'invalid_body');
}
