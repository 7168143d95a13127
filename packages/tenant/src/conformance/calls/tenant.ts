import { newUser, type SdkCalls } from './call.ts';

const DATABASE = 'con_UsernamePassword';

/** Connections, applications and the tenant's own settings. */
export const TENANT_CALLS: SdkCalls = {
  'GET /connections': async (sdk) => {
    await sdk.connections.list({ strategy: ['auth0', 'samlp'] });
    return sdk.connections.list({ take: 3, name: 'github' });
  },
  'GET /connections/{id}': (sdk) => sdk.connections.get(DATABASE),
  'PATCH /connections/{id}': (sdk) => sdk.connections.update(DATABASE, { display_name: 'E-mail' }),
  'GET /connections/{id}/status': (sdk) => sdk.connections.checkStatus(DATABASE),
  'DELETE /connections/{id}/users': async (sdk) =>
    sdk.connections.users.deleteByEmail(DATABASE, { email: (await newUser(sdk)).email }),
  'GET /clients': async (sdk) => {
    await sdk.clients.list({ is_global: false, app_type: 'spa,native' });
    return sdk.clients.list({ page: 1, per_page: 2 });
  },
  'GET /clients/{id}': (sdk) => sdk.clients.get('meridian_portal'),
  'GET /tenants/settings': (sdk) => sdk.tenants.settings.get({ fields: 'friendly_name,flags' }),
  'PATCH /tenants/settings': (sdk) =>
    sdk.tenants.settings.update({ support_url: 'https://meridian.example' }),
};
