import type { JsonObject } from '../store/schema.ts';
import { SEED_ROLES, type SeedRole } from './roles.ts';

/** A customer of Meridian. */
export interface SeedOrganization {
  id: string;
  name: string;
  display_name: string;
  branding: JsonObject;
  metadata: JsonObject;
  /** How its people sign in, by the names of connections. */
  connections: readonly [string, ...string[]];
  /** What everybody of a group may do there. */
  groupRoles: readonly { group_id: string; role: SeedRole }[];
}

const PASSWORD = 'Username-Password-Authentication';

/** The customers of Meridian; the first two bring a directory of their own. */
export const SEED_ORGANIZATIONS: readonly [SeedOrganization, ...SeedOrganization[]] = [
  {
    id: 'org_AcmeTrading00001',
    name: 'acme',
    display_name: 'Acme Trading',
    branding: brandingOf('acme', '#b3261e', '#fdf3f2'),
    metadata: { plan: 'enterprise', region: 'eu', account_manager: 'Åsa Öberg' },
    connections: ['Acme-SAML', PASSWORD],
    groupRoles: [
      { group_id: 'grp_AcmeProcurement1', role: SEED_ROLES.bookingAgent },
      { group_id: 'grp_AcmeBudgets1111', role: SEED_ROLES.analyst },
    ],
  },
  {
    id: 'org_ContosoGroup0001',
    name: 'contoso',
    display_name: 'Contoso Group',
    branding: brandingOf('contoso', '#0b5cad', '#f1f6fc'),
    metadata: { plan: 'enterprise', region: 'us', account_manager: 'Callum Brown' },
    connections: ['Contoso-AD'],
    groupRoles: [{ group_id: 'grp_ContosoFinance11', role: SEED_ROLES.billingClerk }],
  },
  customer('org_NordlichtLog0001', 'nordlicht-logistik', 'Nordlicht Logistik', '#1f4d3a', 'eu', 'business'),
  customer('org_HanamiFoods00001', 'hanami-foods', '花見フーズ Hanami Foods', '#c2185b', 'apac', 'business'),
  customer('org_BlueRidgeMed0001', 'blue-ridge-medical', 'Blue Ridge Medical', '#2a4b8d', 'us', 'business'),
  customer('org_AtlasMobilite001', 'atlas-mobilite', 'Atlas Mobilité', '#7a4b00', 'eu', 'business'),
  customer('org_KestrelAviat0001', 'kestrel-aviation', 'Kestrel Aviation', '#37474f', 'us', 'trial'),
  customer('org_OldMillBrewing01', 'old-mill-brewing', 'Old Mill Brewing', '#8d5524', 'eu', 'trial'),
];

function customer(
  id: string,
  name: string,
  display_name: string,
  primary: string,
  region: string,
  plan: string,
): SeedOrganization {
  return {
    id,
    name,
    display_name,
    branding: brandingOf(name, primary, '#fafafa'),
    metadata: { plan, region },
    connections: [PASSWORD, 'google-oauth2'],
    groupRoles: [],
  };
}

function brandingOf(name: string, primary: string, page_background: string): JsonObject {
  return {
    logo_url: `https://assets.meridian.example/customers/${name}.svg`,
    colors: { primary, page_background },
  };
}
