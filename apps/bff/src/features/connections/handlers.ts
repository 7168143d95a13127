import type { connectionsRows, ConnectionSync } from '@rollcall/shared/contract/connections.ts';
import type { UserTurn } from '../../access/user-turn.ts';
import type { HandlersOf } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import type { ManagementClient } from '../../management/client.ts';
import { ConnectionOptions, type WholeConnection } from '../../management/connection-options.ts';
import { connectionOf } from '../../management/connection-schema.ts';
import type { TenantConnections } from '../../management/connections.ts';
import { OptionsVersions } from './options-version.ts';

interface ConnectionsDependencies {
  client: ManagementClient;
  connections: TenantConnections;
  inTurn: UserTurn;
  /** What versions are made with. */
  secrets: readonly [string, ...string[]];
}

/** The tenant's connections, without their secrets, and when they set root attributes. */
export function connectionsHandlers({
  client,
  connections,
  inTurn,
  secrets,
}: ConnectionsDependencies): HandlersOf<typeof connectionsRows> {
  const options = new ConnectionOptions(client);
  const versions = new OptionsVersions(secrets);
  const answer = (whole: WholeConnection): ConnectionSync => {
    const connection = connectionOf(whole);
    if (connection.set_user_root_attributes === null) throw withoutSync(connection.name);
    connections.learn(connection.name, connection);
    return { connection, version: versions.of(whole.options) };
  };

  return {
    listConnections: async () => ({ connections: [...(await connections.list())] }),
    getConnectionSync: async ({ params }) => answer(await options.read(params.connectionId)),
    // Auth0 takes no version and replaces all of `options`, so the time between the reading and the
    // writing is kept to one call, in which nobody else writes through Rollcall.
    setConnectionSync: ({ params, body, telling }) =>
      inTurn(params.connectionId, async () => {
        const before = await options.read(params.connectionId);
        const { connection } = answer(before);
        telling.target({ kind: 'connection', id: before.id, name: before.name });
        if (!versions.isOf(before.options, body.version)) {
          throw new ProblemError('connection_changed', {
            detail: `The settings of ${before.name} are not those that you saw. Nothing was written.`,
          });
        }
        const { set_user_root_attributes } = body;
        if (connection.set_user_root_attributes === set_user_root_attributes) return answer(before);
        const after = answer(await options.replace(before, { ...before.options, set_user_root_attributes }));
        telling.changed([
          {
            field: 'set_user_root_attributes',
            before: connection.set_user_root_attributes,
            after: after.connection.set_user_root_attributes,
          },
        ]);
        return after;
      }),
  };
}

function withoutSync(name: string): ProblemError {
  return new ProblemError('refused_by_tenant', {
    detail: `${name} has no such setting: only social and enterprise connections set root attributes.`,
  });
}
