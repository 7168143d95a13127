import { saveConnection } from '../../store/connections.ts';
import type { ConnectionRecord, ConnectionSettings } from '../../store/schema.ts';
import type { Endpoint } from '../endpoint.ts';
import { insufficientScope, ManagementError } from '../management-error.ts';
import { mergeMetadata } from '../users/metadata.ts';
import { validate } from '../validate.ts';
import { readConnection } from './connection-id.ts';
import { presentConnection } from './present-connection.ts';
import { assertOptions, UpdateConnectionBody } from './update-body.ts';

/** `PATCH /connections/{id}`: `options` is replaced whole. @see https://auth0.com/docs/api/management/v2/connections/patch-connections-by-id */
export const patchConnection: Endpoint = {
  method: 'patch',
  path: '/connections/:id',
  summary: 'Update a connection',
  scopes: ['update:connections'],
  handle: async ({ db }, { params, body, scopes }) => {
    const { options, ...sent } = validate('Payload', UpdateConnectionBody, body);
    if (options === undefined && Object.keys(sent).length === 0) {
      throw new ManagementError(
        400,
        "Payload validation error: 'Too few properties defined (0), minimum 1'.",
        'invalid_body',
      );
    }
    if (options !== undefined && !scopes.has('update:connections_options')) {
      throw insufficientScope(['update:connections_options']);
    }
    const updated = await db.transaction().execute(async (transaction) => {
      const connection = await readConnection(transaction, params);
      if (options !== undefined && options !== null) assertOptions(options);
      const changed: ConnectionRecord = {
        ...connection,
        options: options === undefined ? connection.options : (options ?? {}),
        settings: changeSettings(connection, sent),
      };
      await saveConnection(transaction, changed);
      return changed;
    });
    return { status: 200, body: presentConnection(updated, scopes) };
  },
};

function changeSettings(
  { name, settings }: ConnectionRecord,
  { enabled_clients, metadata, realms, ...sent }: Omit<UpdateConnectionBody, 'options'>,
): ConnectionSettings {
  return {
    ...settings,
    // Auth0 puts the name back when a request leaves the display name out.
    display_name: name,
    ...sent,
    ...(enabled_clients === undefined ? {} : { enabled_clients: enabled_clients ?? [] }),
    ...(metadata === undefined ? {} : { metadata: mergeMetadata(settings.metadata, metadata) }),
    ...(realms === undefined ? {} : { realms: realms.length === 0 ? [name] : realms }),
  };
}
