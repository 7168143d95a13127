import type { Adapter, AdapterPayload, ClientMetadata } from 'oidc-provider';
import { z } from 'zod';
import { type Client, findClient } from '../store/clients.ts';
import type { Database } from '../store/open.ts';
import { EMPTY_ADAPTER } from './adapter-base.ts';

/** Those of an application's settings that sign-ins go by. */
const SignInSettings = z.object({
  app_type: z.string().optional(),
  callbacks: z.array(z.string()).min(1).optional().catch(undefined),
  token_endpoint_auth_method: z.enum(['none', 'client_secret_post', 'client_secret_basic']).optional(),
  grant_types: z.array(z.string()).optional(),
});

const GRANT_TYPES = ['authorization_code', 'refresh_token'];

/** The applications that sign people in, as the library wants to hear of them. */
export function clientRecords(db: Database, callbackUrls: readonly string[]): Adapter {
  return {
    ...EMPTY_ADAPTER,
    find: async (id) => {
      const client = await findClient(db, id);
      return client?.kind === 'web' ? metadataOf(client, callbackUrls) : undefined;
    },
  };
}

/** @returns undefined for an application that signs nobody in. */
function metadataOf(client: Client, callbackUrls: readonly string[]): AdapterPayload | undefined {
  const settings = SignInSettings.parse(client.settings ?? {});
  const grantTypes = GRANT_TYPES.filter((type) => (settings.grant_types ?? GRANT_TYPES).includes(type));
  if (!grantTypes.includes('authorization_code')) return undefined;
  const isPublic = settings.token_endpoint_auth_method === 'none';
  return {
    client_id: client.client_id,
    client_name: client.name,
    ...(isPublic ? {} : { client_secret: client.client_secret }),
    application_type: settings.app_type === 'native' ? 'native' : 'web',
    redirect_uris: settings.callbacks ?? [...callbackUrls],
    response_types: ['code'],
    grant_types: grantTypes,
    // Secrets come in the body or as HTTP Basic; the token endpoint turns one into the other.
    token_endpoint_auth_method: isPublic ? 'none' : 'client_secret_post',
    require_auth_time: true,
  } satisfies ClientMetadata;
}
