import { z } from 'zod';

const FLAGS = [
  'allow_changing_enable_sso',
  'allow_legacy_delegation_grant_types',
  'allow_legacy_ro_grant_types',
  'allow_legacy_tokeninfo_endpoint',
  'change_pwd_flow_v1',
  'custom_domains_provisioning',
  'dashboard_insights_view',
  'dashboard_log_streams_next',
  'disable_clickjack_protection_headers',
  'disable_fields_map_fix',
  'disable_impersonation',
  'disable_management_api_sms_obfuscation',
  'enable_adfs_waad_email_verification',
  'enable_apis_section',
  'enable_client_connections',
  'enable_dynamic_client_registration',
  'enable_idtoken_api2',
  'enable_legacy_profile',
  'enable_pipeline2',
  'enable_public_signup_user_exists_error',
  'enable_sso',
  'enforce_client_authentication_on_passwordless_start',
  'genai_trial',
  'improved_signup_bot_detection_in_classic',
  'mfa_show_factor_list_on_enrollment',
  'no_disclose_enterprise_connections',
  'remove_alg_from_jwks',
  'revoke_refresh_token_grant',
  'trust_azure_adfs_email_verified_connection_property',
] as const;

/** Switches of the tenant; none that is not known. */
export const Flags = z
  .strictObject(Object.fromEntries(FLAGS.map((flag) => [flag, z.boolean().exactOptional()])))
  .describe('Flags used to change the behavior of this tenant.');

/** @see https://auth0.com/docs/customize/internationalization-and-localization/universal-login-internationalization */
export const Locale = z.enum(
  (
    'am ar ar-EG ar-SA az bg bn bs ca-ES cnr cs cy da de el en en-CA es es-419 es-AR es-MX et eu-ES fa fi fr fr-CA ' +
    'fr-FR gl-ES gu he hi hr hu hy id is it ja ka kk kn ko lt lv mk ml mn mr ms my nb nl nn no pa pl pt pt-BR pt-PT ' +
    'ro ru sk sl so sq sr sv sw ta te th tl tr uk ur vi zgh zh-CN zh-HK zh-MO zh-TW'
  ).split(' '),
);

/** A page of one's own in place of Auth0's. */
export const CustomPage = z.strictObject({
  enabled: z.boolean().exactOptional(),
  html: z.string().exactOptional(),
});

const Quota = z.looseObject({
  client_credentials: z.strictObject({
    enforce: z.boolean().exactOptional(),
    per_day: z.int().min(1).max(2_147_483_647).exactOptional(),
    per_hour: z.int().min(1).max(2_147_483_647).exactOptional(),
  }),
});

/** How many tokens may be issued. */
export const TokenQuota = z.strictObject({
  clients: Quota.exactOptional(),
  organizations: Quota.exactOptional(),
});

const Policy = z.strictObject({
  mode: z.enum(['enforcing', 'reporting']).exactOptional(),
  directives: z.record(z.string(), z.array(z.string().max(2_048))).exactOptional(),
  flags: z.array(z.enum(['upgrade-insecure-requests', 'block-all-mixed-content'])).exactOptional(),
  reporting: z
    .strictObject({ report_uri: z.string().exactOptional(), report_to_group: z.string().exactOptional() })
    .nullable()
    .exactOptional(),
});

const Reporting = z.strictObject({
  report_to: z
    .strictObject({
      group: z.string().exactOptional(),
      max_age: z.int().exactOptional(),
      endpoints: z.array(z.strictObject({ url: z.string().exactOptional() })).exactOptional(),
    })
    .nullable()
    .exactOptional(),
  reporting_endpoints: z.record(z.string(), z.string()).exactOptional(),
});

/** Headers of the tenant's own pages. */
export const SecurityHeaders = z.strictObject({
  content_security_policy: z
    .strictObject({
      enabled: z.boolean().exactOptional(),
      policies: z.array(Policy).exactOptional(),
      reporting_infrastructure: Reporting.nullable().exactOptional(),
    })
    .nullable()
    .exactOptional(),
  x_xss_protection: z
    .strictObject({
      enabled: z.boolean().exactOptional(),
      mode: z.enum(['block']).exactOptional(),
      report_uri: z.string().exactOptional(),
    })
    .nullable()
    .exactOptional(),
});
