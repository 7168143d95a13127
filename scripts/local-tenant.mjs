/** The demonstration team: people of the local tenant, and what each may do in Rollcall. */
const team = [
  { who: 'admin@rollcall.example', role: 'admin', words: 'Admin' },
  { who: 'editor@rollcall.example', role: 'editor-users', words: 'Editor – Users' },
  {
    who: 'support@rollcall.example',
    role: 'support',
    scope: { eq: { field: 'app_metadata.region', value: 'eu' } },
    words: 'Support, for users whose app_metadata.region is eu',
  },
  { who: 'viewer@rollcall.example', role: 'viewer-users', words: 'Viewer – Users' },
  { who: 'auditor@rollcall.example', role: 'auditor', words: 'Auditor' },
];

const password = 'Rollcall-demo-1';

/** The environment in which the local tenant takes this Rollcall back after sign-in. */
export function tenantEnvironment(publicUrl) {
  return { TENANT_CALLBACK_URLS: `${publicUrl}/auth/callback`, TENANT_LOGOUT_URLS: `${publicUrl}/sign-in` };
}

/** The environment in which the BFF finds the local tenant, as it would find any other. */
export function bffEnvironment(tenantPort) {
  return {
    AUTH0_DOMAIN: `http://localhost:${tenantPort}`,
    AUTH0_CLIENT_ID: 'rollcall_local_web',
    AUTH0_CLIENT_SECRET: 'rollcall_local_web_secret',
    AUTH0_M2M_CLIENT_ID: process.env.AUTH0_M2M_CLIENT_ID ?? 'rollcall_local_m2m',
    AUTH0_M2M_CLIENT_SECRET: process.env.AUTH0_M2M_CLIENT_SECRET ?? 'rollcall_local_m2m_secret',
    ROLLCALL_TEAM:
      process.env.ROLLCALL_TEAM ?? JSON.stringify(team.map(({ who, role, scope }) => ({ who, role, scope }))),
  };
}

/** What to print once both run. */
export function demonstrationAccounts() {
  const width = Math.max(...team.map(({ who }) => who.length));
  const lines = team.map(({ who, words }) => `  ${who.padEnd(width)}  ${words}`);
  return ['', `Demonstration accounts (password for each: ${password}):`, ...lines, ''].join('\n');
}
