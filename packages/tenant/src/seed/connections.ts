import type { ConnectionRecord, JsonObject } from '../store/schema.ts';

/** The applications every seeded connection is enabled for. */
const ENABLED_CLIENTS = [
  'rollcall_local_web',
  'rollcall_local_spa',
  'rollcall_local_m2m',
  'meridian_portal',
  'meridian_tracking',
  'meridian_driver',
];

function connection(
  id: string,
  name: string,
  strategy: string,
  display_name: string,
  options: JsonObject,
): ConnectionRecord {
  return {
    id,
    name,
    strategy,
    options,
    settings: { display_name, enabled_clients: ENABLED_CLIENTS, is_domain_connection: false, realms: [name] },
  };
}

/** One connection of each manner in which Auth0 treats profiles and passwords differently. */
export const SEED_CONNECTIONS: readonly ConnectionRecord[] = [
  connection('con_UsernamePassword', 'Username-Password-Authentication', 'auth0', 'E-mail and password', {
    passwordPolicy: 'good',
    password_complexity_options: { min_length: 8 },
    brute_force_protection: true,
    requires_username: false,
    enabledDatabaseCustomization: false,
    import_mode: false,
    mfa: { active: true, return_enroll_settings: true },
    strategy_version: 2,
  }),
  connection('con_StaffDirectory01', 'Staff-Directory', 'auth0', 'Staff directory', {
    passwordPolicy: 'excellent',
    password_complexity_options: { min_length: 10 },
    password_history: { enable: true, size: 5 },
    password_dictionary: { enable: true, dictionary: ['rollcall', 'staffroom', 'Company-2026'] },
    password_no_personal_info: { enable: true },
    requires_username: true,
    validation: { username: { min: 1, max: 15 } },
    brute_force_protection: true,
    enabledDatabaseCustomization: false,
    import_mode: false,
    strategy_version: 2,
  }),
  connection('con_GoogleOauth20001', 'google-oauth2', 'google-oauth2', 'Google', {
    client_id: 'local-google-client.apps.googleusercontent.com',
    client_secret: 'not-a-real-secret',
    set_user_root_attributes: 'on_each_login',
    scope: ['email', 'profile'],
    email: true,
    profile: true,
  }),
  connection('con_GithubSocial0001', 'github', 'github', 'GitHub', {
    client_id: 'local-github-client',
    client_secret: 'not-a-real-secret',
    set_user_root_attributes: 'on_first_login',
    scope: ['user:email'],
    email: true,
  }),
  connection('con_AcmeSamlLogin001', 'Acme-SAML', 'samlp', 'Acme single sign-on', {
    signInEndpoint: 'https://sso.acme.example/saml',
    domain_aliases: ['acme.example'],
    set_user_root_attributes: 'on_first_login',
    signSAMLRequest: true,
    signatureAlgorithm: 'rsa-sha256',
  }),
  connection('con_ContosoAzureAd01', 'Contoso-AD', 'waad', 'Contoso', {
    tenant_domain: 'contoso.example',
    domain_aliases: ['contoso.example'],
    client_id: 'local-contoso-client',
    client_secret: 'not-a-real-secret',
    set_user_root_attributes: 'on_each_login',
    identity_api: 'microsoft-identity-platform-v2.0',
  }),
  connection('con_PasswordlessMail', 'email', 'email', 'E-mail code', {
    name: 'email',
    brute_force_protection: true,
    totp: { length: 6, time_step: 180 },
    email: { from: 'sign-in@rollcall.example', subject: 'Your code', syntax: 'liquid', body: '{{ code }}' },
  }),
  connection('con_PasswordlessSms1', 'sms', 'sms', 'Text message', {
    name: 'sms',
    brute_force_protection: true,
    totp: { length: 6, time_step: 180 },
    from: '+15005550006',
    template: 'Your code is @@password@@',
    syntax: 'md_with_macros',
  }),
];
