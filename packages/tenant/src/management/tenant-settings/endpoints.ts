import { z } from 'zod';
import type { Json, JsonObject } from '../../store/schema.ts';
import { changeTenantSettings, readTenantSettings } from '../../store/tenant-settings.ts';
import type { Endpoint } from '../endpoint.ts';
import { project, readProjection } from '../fields.ts';
import { ManagementError } from '../management-error.ts';
import { booleanParameter, validate } from '../validate.ts';
import { SettingsBody } from './settings-body.ts';

const LIFETIMES = [
  'session_lifetime',
  'idle_session_lifetime',
  'ephemeral_session_lifetime',
  'idle_ephemeral_session_lifetime',
] as const;
const inMinutes = (lifetime: string) => `${lifetime}_in_minutes`;

/** What `fields` may name. */
const FIELDS = [
  ...Object.keys(SettingsBody.shape).filter((name) => !name.endsWith('_in_minutes')),
  'sandbox_versions_available',
];
const Projection = z.object({
  fields: z.string().optional().describe('Comma-separated list of fields.'),
  include_fields: booleanParameter('Whether specified fields are to be included (true) or excluded (false).'),
});

/** `GET /tenants/settings`. @see https://auth0.com/docs/api/management/v2/tenants/tenant-settings-route */
const get: Endpoint = {
  method: 'get',
  path: '/tenants/settings',
  summary: 'Get tenant settings',
  scopes: ['read:tenant_settings'],
  handle: async ({ db }, { query }) => {
    const { fields, include_fields } = validate('Query', Projection, query);
    const projection = readProjection(fields, include_fields, FIELDS);
    return { status: 200, body: project(await readTenantSettings(db), projection) };
  },
};

/** `PATCH /tenants/settings`. @see https://auth0.com/docs/api/management/v2/tenants/patch-settings */
const update: Endpoint = {
  method: 'patch',
  path: '/tenants/settings',
  summary: 'Update tenant settings',
  scopes: ['update:tenant_settings'],
  handle: async ({ db }, { body }) => {
    const sent = validate('Payload', SettingsBody, body);
    const changes = inHours(
      Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, z.json().parse(value)])),
    );
    const settings = await db
      .transaction()
      .execute((transaction) => changeTenantSettings(transaction, changes));
    return { status: 200, body: settings };
  },
};

/** The operations on what concerns the tenant as a whole. */
export const TENANT_SETTINGS_ENDPOINTS: readonly Endpoint[] = [get, update];

/** Lifetimes can be set in hours or in minutes, and are told in hours. */
function inHours(sent: JsonObject): JsonObject {
  const changes = new Map<string, Json>(Object.entries(sent));
  if (changes.size === 0)
    throw refused("Payload validation error: 'Too few properties defined (0), minimum 1'.");
  for (const lifetime of LIFETIMES) {
    const minutes = changes.get(inMinutes(lifetime));
    if (typeof minutes !== 'number') continue;
    if (changes.has(lifetime)) throw refused(`Cannot set both ${lifetime} and ${inMinutes(lifetime)}`);
    changes.delete(inMinutes(lifetime));
    changes.set(lifetime, minutes / 60);
  }
  return Object.fromEntries(changes);
}

function refused(message: string): ManagementError {
  return new ManagementError(400, message, 'invalid_body');
}
