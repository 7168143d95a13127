import type { Client } from '../../store/clients.ts';
import type { JsonObject } from '../../store/schema.ts';

/** What any of the scopes shows. */
const SUMMARY = ['client_id', 'name', 'description', 'app_type'];
/** What only those see who may see keys. */
const KEYS = [
  'client_secret',
  'client_authentication_methods',
  'encryption_key',
  'signing_keys',
  'signed_request_object',
];

/** What `fields` may name. */
export const CLIENT_FIELDS: readonly string[] = [
  ...SUMMARY,
  ...KEYS,
  'tenant',
  'global',
  'logo_uri',
  'is_first_party',
  'oidc_conformant',
  'callbacks',
  'allowed_origins',
  'web_origins',
  'client_aliases',
  'allowed_clients',
  'allowed_logout_urls',
  'session_transfer',
  'oidc_logout',
  'grant_types',
  'jwt_configuration',
  'sso',
  'sso_disabled',
  'cross_origin_authentication',
  'cross_origin_loc',
  'custom_login_page_on',
  'custom_login_page',
  'custom_login_page_preview',
  'form_template',
  'addons',
  'token_endpoint_auth_method',
  'is_token_endpoint_ip_header_trusted',
  'client_metadata',
  'mobile',
  'initiate_login_uri',
  'native_social_login',
  'refresh_token',
  'default_organization',
  'organization_usage',
  'organization_require_behavior',
  'organization_discovery_methods',
  'require_pushed_authorization_requests',
  'require_proof_of_possession',
  'compliance_level',
  'external_client_id',
];

/** An application as the Management API tells of it, secrets included. */
export type DescribedClient = JsonObject & { readonly client_id: string };

/** An application with everything that a new one of its kind starts with. */
export function describeClient(
  { client_id, client_secret, name, kind, settings }: Client,
  signing_keys: readonly JsonObject[],
): DescribedClient {
  return {
    tenant: 'local',
    global: false,
    is_first_party: true,
    oidc_conformant: true,
    ...(kind === 'm2m'
      ? { app_type: 'non_interactive', grant_types: ['client_credentials'] }
      : { app_type: 'regular_web', grant_types: ['authorization_code', 'refresh_token'] }),
    callbacks: [],
    token_endpoint_auth_method: 'client_secret_post',
    is_token_endpoint_ip_header_trusted: false,
    cross_origin_authentication: false,
    custom_login_page_on: true,
    sso_disabled: false,
    jwt_configuration: { alg: 'RS256', lifetime_in_seconds: 36_000, secret_encoded: false },
    refresh_token: {
      rotation_type: 'non-rotating',
      expiration_type: 'non-expiring',
      leeway: 0,
      token_lifetime: 31_557_600,
      idle_token_lifetime: 2_592_000,
      infinite_token_lifetime: true,
      infinite_idle_token_lifetime: true,
    },
    ...settings,
    client_id,
    client_secret,
    signing_keys,
    name,
  };
}

/**
 * The part of an application that a token may see.
 * @see https://auth0.com/docs/api/management/v2/clients/get-clients — which properties each scope shows
 */
export function visibleClient(client: JsonObject, scopes: ReadonlySet<string>): JsonObject {
  const seesKeys = scopes.has('read:client_keys') || scopes.has('read:client_credentials');
  const seesSettings = scopes.has('read:client_keys') || scopes.has('read:clients');
  return Object.fromEntries(
    Object.entries(client).filter(([property]) => {
      if (SUMMARY.includes(property)) return true;
      return KEYS.includes(property) ? seesKeys : seesSettings;
    }),
  );
}
