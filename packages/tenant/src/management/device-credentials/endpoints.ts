import { z } from 'zod';
import { findClient } from '../../store/clients.ts';
import {
  addDeviceKey,
  countDeviceCredentials,
  type DeviceCredential,
  listDeviceCredentials,
  removeDeviceCredential,
} from '../../store/device-credentials.ts';
import { findUser } from '../../store/users.ts';
import type { Endpoint } from '../endpoint.ts';
import { project, readProjection } from '../fields.ts';
import { ManagementError } from '../management-error.ts';
import { answerList, readOffset } from '../paging.ts';
import { booleanParameter, validate } from '../validate.ts';

const FIELDS = ['id', 'device_name', 'device_id', 'type', 'user_id', 'client_id'];

const ListQuery = z.object({
  fields: z.string().optional().describe('Comma-separated list of fields.'),
  include_fields: booleanParameter('Whether specified fields are to be included (true) or excluded (false).'),
  user_id: z.string().optional().describe('user_id of the devices to retrieve.'),
  client_id: z.string().optional().describe('client_id of the devices to retrieve.'),
  type: z
    .enum(['public_key', 'refresh_token', 'rotating_refresh_token'])
    .optional()
    .describe(
      'Type of credentials to retrieve. Must be `public_key`, `refresh_token` or `rotating_refresh_token`. The property will default to `refresh_token` when paging is requested',
    ),
});
const CreateBody = z.looseObject({
  device_name: z.string().min(1).describe('Name for this device easily recognized by owner.'),
  type: z.enum(['public_key']).describe('Type of credential. Must be `public_key`.'),
  value: z.string().min(1).describe('Base64 encoded string containing the credential.'),
  device_id: z
    .string()
    .max(36)
    .regex(/^[-A-Fa-f0-9]+$/u)
    .describe('Unique identifier for the device.'),
  client_id: z.string().optional().describe('client_id of the client (application) this credential is for.'),
  // An application of a user's own sends a token of the user; one that acts for itself says who is meant.
  user_id: z.string().optional(),
});

/** `GET /device-credentials`: public keys and refresh tokens. @see https://auth0.com/docs/api/management/v2/device-credentials/get-device-credentials */
const list: Endpoint = {
  method: 'get',
  path: '/device-credentials',
  summary: 'Retrieve device credentials',
  scopes: ['read:device_credentials'],
  handle: async ({ db }, { query }) => {
    const slice = readOffset(query);
    const { fields, include_fields, user_id, client_id, type } = validate('Query', ListQuery, query);
    const projection = readProjection(fields, include_fields, FIELDS);
    const isPaged = ['page', 'per_page', 'include_totals'].some((name) => query[name] !== undefined);
    const condition = {
      userId: user_id,
      clientId: client_id,
      type: type ?? (isPaged ? ('refresh_token' as const) : undefined),
    };
    const [entries, total] = await Promise.all([
      listDeviceCredentials(db, condition, slice),
      slice.includeTotals ? countDeviceCredentials(db, condition) : undefined,
    ]);
    const present = ({ device_id, ...credential }: DeviceCredential) =>
      project({ ...credential, ...(device_id === null ? {} : { device_id }) }, projection);
    return answerList('device_credentials', slice, { entries, total }, ({ id }) => id, present);
  },
};

/** `POST /device-credentials`. @see https://auth0.com/docs/api/management/v2/device-credentials/post-device-credentials */
const create: Endpoint = {
  method: 'post',
  path: '/device-credentials',
  summary: 'Create a device public key credential',
  scopes: ['create:current_user_device_credentials'],
  handle: async ({ db }, { body, clientId }) => {
    const { user_id, client_id = clientId, type: _, ...key } = validate('Payload', CreateBody, body);
    const isUser = user_id !== undefined && (await findUser(db, user_id)) !== undefined;
    if (!isUser) throw new ManagementError(403, 'Cannot create device credentials for that user.');
    if ((await findClient(db, client_id)) === undefined) {
      throw new ManagementError(403, 'Cannot create device credentials for that client.');
    }
    const { device_name, device_id, value } = key;
    const id = await addDeviceKey(db, { user_id, client_id, device_name, device_id, value });
    if (id === undefined) throw new ManagementError(409, 'A public key already exists for the device.');
    return { status: 201, body: { id }, userId: user_id };
  },
};

/** `DELETE /device-credentials/{id}`: a refresh token is revoked. @see https://auth0.com/docs/api/management/v2/device-credentials/delete-device-credentials-by-id */
const remove: Endpoint = {
  method: 'delete',
  path: '/device-credentials/:id',
  summary: 'Delete a device credential',
  scopes: ['delete:device_credentials', 'update:current_user', 'delete:current_user_device_credentials'],
  handle: async ({ db }, { params }) => {
    const userId = await removeDeviceCredential(db, params['id'] ?? '');
    return { status: 204, ...(userId === undefined ? {} : { userId }) };
  },
};

/** The operations on what the devices of users hold. */
export const DEVICE_CREDENTIAL_ENDPOINTS: readonly Endpoint[] = [list, create, remove];
