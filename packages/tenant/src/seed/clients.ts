import { type Client, saveClient } from '../store/clients.ts';
import type { JsonObject } from '../store/schema.ts';
import type { SeedStep } from './steps.ts';

/** The applications of Meridian, the company whose users the seed makes up, beside those one signs in with. */
const APPLICATIONS: readonly Client[] = [
  application('meridian_portal', 'Meridian Portal', 'web', {
    description: 'Where customers plan and book their freight',
    app_type: 'regular_web',
    logo_uri: 'https://assets.meridian.example/portal.png',
    callbacks: ['https://portal.meridian.example/auth/callback'],
    allowed_logout_urls: ['https://portal.meridian.example'],
    initiate_login_uri: 'https://portal.meridian.example/login',
    token_endpoint_auth_method: 'client_secret_post',
    grant_types: ['authorization_code', 'refresh_token'],
    organization_usage: 'allow',
    organization_require_behavior: 'no_prompt',
    client_metadata: { team: 'customer-experience' },
  }),
  application('meridian_tracking', 'Shipment Tracking', 'web', {
    description: 'The map of what is on its way',
    app_type: 'spa',
    callbacks: ['https://tracking.meridian.example'],
    web_origins: ['https://tracking.meridian.example'],
    allowed_origins: ['https://tracking.meridian.example'],
    allowed_logout_urls: ['https://tracking.meridian.example'],
    initiate_login_uri: 'https://tracking.meridian.example/login',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    refresh_token: {
      rotation_type: 'rotating',
      expiration_type: 'expiring',
      leeway: 0,
      token_lifetime: 2_592_000,
      idle_token_lifetime: 1_296_000,
      infinite_token_lifetime: false,
      infinite_idle_token_lifetime: false,
    },
    organization_usage: 'require',
    organization_require_behavior: 'pre_login_prompt',
  }),
  application('meridian_driver', 'Driver App', 'web', {
    description: 'For those at the wheel, on iOS and Android',
    app_type: 'native',
    callbacks: ['example.meridian.driver://login/callback'],
    allowed_logout_urls: ['example.meridian.driver://logout'],
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
    mobile: {
      android: { app_package_name: 'example.meridian.driver' },
      ios: { app_bundle_identifier: 'example.meridian.driver', team_id: 'M3R1D14N00' },
    },
  }),
  application('meridian_reports', 'Nightly Reports', 'm2m', {
    description: 'Sends every customer the figures of the day',
    app_type: 'non_interactive',
    token_endpoint_auth_method: 'client_secret_post',
    grant_types: ['client_credentials'],
  }),
  // Every tenant has this one: it stands for settings that are older than applications.
  application('meridian_all_applications', 'All Applications', 'web', {
    global: true,
    is_first_party: true,
    callbacks: [],
    grant_types: [],
  }),
];

function application(client_id: string, name: string, kind: Client['kind'], settings: JsonObject): Client {
  return { client_id, client_secret: `${client_id}_secret`, name, kind, scopes: [], settings };
}

/** Applications for logs, grants and invitations to speak of. Their secrets are public, as all of the seed is. */
export const APPLICATION_SEED: SeedStep = {
  name: 'applications',
  run: async (transaction) => {
    for (const client of APPLICATIONS) await saveClient(transaction, client);
  },
};
