import type { Database } from './open.ts';
import type { JsonObject } from './schema.ts';

/** What a new tenant is set to. */
const DEFAULTS: JsonObject = {
  allowed_logout_urls: [],
  default_audience: '',
  default_directory: '',
  default_redirection_uri: '',
  enabled_locales: ['en'],
  ephemeral_session_lifetime: 72,
  friendly_name: '',
  idle_ephemeral_session_lifetime: 24,
  idle_session_lifetime: 72,
  oidc_logout: { rp_logout_end_session_endpoint_discovery: true },
  picture_url: '',
  pushed_authorization_requests_supported: false,
  sandbox_version: '22',
  sandbox_versions_available: ['22', '18'],
  session_cookie: { mode: 'persistent' },
  session_lifetime: 168,
  sessions: { oidc_logout_prompt_enabled: true },
  support_email: '',
  support_url: '',
};

const DEFAULT_FLAGS: JsonObject = {
  allow_changing_enable_sso: false,
  allow_legacy_delegation_grant_types: false,
  allow_legacy_ro_grant_types: false,
  allow_legacy_tokeninfo_endpoint: false,
  change_pwd_flow_v1: false,
  disable_clickjack_protection_headers: false,
  disable_impersonation: true,
  enable_apis_section: false,
  enable_client_connections: true,
  enable_dynamic_client_registration: false,
  enable_pipeline2: true,
  enable_public_signup_user_exists_error: true,
  enable_sso: true,
  no_disclose_enterprise_connections: false,
  revoke_refresh_token_grant: false,
};

/** How the tenant is set, by default or by somebody. */
export async function readTenantSettings(db: Database): Promise<JsonObject> {
  const { settings } = await db.selectFrom('tenant_settings').select('settings').executeTakeFirstOrThrow();
  return withDefaults(settings);
}

/**
 * Changes what is named: null goes back to the default, flags change one by one, everything else is
 * replaced. Answers all settings as they are then.
 */
export async function changeTenantSettings(transaction: Database, changes: JsonObject): Promise<JsonObject> {
  const { settings } = await transaction
    .selectFrom('tenant_settings')
    .select('settings')
    .forUpdate()
    .executeTakeFirstOrThrow();
  const merged = { ...settings, ...changes, flags: { ...flagsOf(settings), ...flagsOf(changes) } };
  const changed = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
  await transaction
    .updateTable('tenant_settings')
    .set({ settings: JSON.stringify(changed) })
    .execute();
  return withDefaults(changed);
}

function withDefaults(settings: JsonObject): JsonObject {
  return { ...DEFAULTS, ...settings, flags: { ...DEFAULT_FLAGS, ...flagsOf(settings) } };
}

function flagsOf({ flags }: JsonObject): object {
  return typeof flags === 'object' && flags !== null ? flags : {};
}
