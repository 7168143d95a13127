import { z } from 'zod';
import { CustomPage, Flags, Locale, SecurityHeaders, TokenQuota } from './nested-settings.ts';

const Text = z.string();
const Switch = z.boolean();
const Hours = z.int().min(1);
const Address = orEmpty('absolute-uri-or-empty', z.url());
const HttpsAddress = orEmpty('absolute-https-uri-or-empty', z.url({ protocol: /^https$/u }));
const EmailAddress = orEmpty('email-or-empty', z.email());

function orEmpty(format: string, schema: z.ZodType<string>) {
  return z.stringFormat(format, (text) => text === '' || schema.safeParse(text).success);
}

/** Body of `PATCH /tenants/settings`. @see https://auth0.com/docs/api/management/v2/tenants/patch-settings */
export const SettingsBody = z
  .strictObject({
    acr_values_supported: z.array(Text).nullable().describe('Supported ACR values'),
    allow_organization_name_in_authentication_api: Switch.nullable().describe(
      'Whether to accept an organization name instead of an ID on auth endpoints',
    ),
    allowed_logout_urls: z
      .array(Text)
      .describe('URLs that are valid to redirect to after logout from Auth0.'),
    authorization_response_iss_parameter_supported: Switch.nullable(),
    change_password: CustomPage.nullable().describe('Change Password page customization.'),
    client_id_metadata_document_supported: Switch,
    country_codes: z
      .strictObject({
        list: z.array(z.string().regex(/^[A-Z]{2}$/u)).exactOptional(),
        mode: z.enum(['allow', 'deny']).exactOptional(),
      })
      .nullable()
      .describe('Phone country code configuration for identifier input.'),
    customize_mfa_in_postlogin_action: Switch.nullable(),
    default_audience: Text.describe('Default audience for API Authorization.'),
    default_directory: Text.describe('Name of connection used for password grants at the `/token` endpoint.'),
    default_redirection_uri: HttpsAddress.describe('The default absolute redirection uri, must be https'),
    default_token_quota: TokenQuota.nullable().describe('Token Quota configuration'),
    device_flow: z
      .strictObject({
        charset: z.enum(['base20', 'digits']).exactOptional(),
        mask: z.string().max(20).exactOptional(),
      })
      .nullable()
      .describe('Device Flow configuration'),
    dynamic_client_registration_security_mode: z.enum(['strict', 'permissive']),
    enable_ai_guide: Switch,
    enabled_locales: z.array(Locale).min(1).describe('Supported locales for the user interface.'),
    ephemeral_session_lifetime: Hours.describe(
      'Number of hours an ephemeral (non-persistent) session will stay valid.',
    ),
    ephemeral_session_lifetime_in_minutes: Hours,
    error_page: z
      .strictObject({
        html: z.string().exactOptional(),
        show_log_link: z.boolean().exactOptional(),
        url: Address.exactOptional(),
      })
      .nullable()
      .describe('Error page customization.'),
    flags: Flags,
    friendly_name: Text.describe('Friendly name for this tenant.'),
    guardian_mfa_page: CustomPage.nullable().describe('Guardian page customization.'),
    idle_ephemeral_session_lifetime: Hours,
    idle_ephemeral_session_lifetime_in_minutes: Hours,
    idle_session_lifetime: Hours.describe(
      'Number of hours for which a session can be inactive before the user must log in again.',
    ),
    idle_session_lifetime_in_minutes: Hours,
    include_session_metadata_in_tenant_logs: Switch,
    legacy_sandbox_version: z.string().max(8),
    mtls: z.strictObject({ enable_endpoint_aliases: z.boolean().exactOptional() }).nullable(),
    oidc_logout: z.strictObject({ rp_logout_end_session_endpoint_discovery: z.boolean().exactOptional() }),
    phone_consolidated_experience: Switch,
    picture_url: Address.describe('URL of logo to be shown for this tenant (recommended size: 150x150)'),
    pushed_authorization_requests_supported: Switch.nullable(),
    resource_parameter_profile: z.enum(['audience', 'compatibility']),
    sandbox_version: z
      .string()
      .max(8)
      .describe('Selected sandbox version for the extensibility environment.'),
    security_headers: SecurityHeaders.nullable(),
    session_cookie: z
      .strictObject({ mode: z.enum(['persistent', 'non-persistent']) })
      .nullable()
      .describe('Session cookie configuration'),
    session_lifetime: Hours.describe('Number of hours a session will stay valid.'),
    session_lifetime_in_minutes: Hours,
    sessions: z
      .strictObject({ oidc_logout_prompt_enabled: z.boolean().exactOptional() })
      .nullable()
      .describe('Sessions related settings for tenant'),
    skip_non_verifiable_callback_uri_confirmation_prompt: Switch.nullable(),
    support_email: EmailAddress.describe('End-user support email address.'),
    support_url: Address.describe('End-user support URL.'),
  })
  .partial();
