import type { ResourceServer } from '../store/resource-servers.ts';

/** Where the APIs of Meridian, the company of the seed, are. */
export const API_ROOT = 'https://api.meridian.example';

/** The APIs of Meridian. The Management API is always there. */
export const SEED_RESOURCE_SERVERS: readonly ResourceServer[] = [
  api('671000000000000000000001', 'bookings', 'Bookings API', {
    'read:bookings': 'See bookings and their shipments',
    'create:bookings': 'Book freight',
    'update:bookings': 'Change what was booked',
    'cancel:bookings': 'Cancel bookings',
    'read:rates': 'See what freight costs',
    'update:rates': 'Change what freight costs',
    'read:shipments': 'Follow shipments on their way',
    'release:shipments': 'Release shipments that are held back',
  }),
  api('671000000000000000000002', 'billing', 'Billing API', {
    'read:invoices': 'See invoices',
    'create:invoices': 'Write invoices',
    'approve:invoices': 'Approve invoices above the limit',
    'read:payments': 'See payments',
    'refund:payments': 'Pay money back',
    'update:credit_limits': 'Change how much a customer may owe',
    'export:ledger': 'Export the ledger',
  }),
  api('671000000000000000000003', 'support', 'Support Desk API', {
    'read:tickets': 'See tickets',
    'create:tickets': 'Open tickets',
    'reply:tickets': 'Answer tickets',
    'escalate:tickets': 'Hand tickets to the second line',
    'close:tickets': 'Close tickets',
    'read:customers': 'See customers and their contacts',
    'act_as:customers': 'See the portal as a customer sees it',
  }),
  api('671000000000000000000004', 'insights', 'Insights API', {
    'read:reports': 'See reports',
    'create:reports': 'Write reports',
    'share:reports': 'Share reports outside the company',
    'export:reports': 'Export the figures behind a report',
    'read:audit_trail': 'See who changed what',
  }),
];

function api(
  id: string,
  path: string,
  name: string,
  permissions: Readonly<Record<string, string>>,
): ResourceServer {
  return {
    id,
    identifier: `${API_ROOT}/${path}`,
    name,
    is_system: false,
    settings: {
      signing_alg: 'RS256',
      allow_offline_access: path === 'bookings',
      skip_consent_for_verifiable_first_party_clients: true,
      token_lifetime: 86_400,
      token_lifetime_for_web: 7_200,
      enforce_policies: true,
      token_dialect: 'access_token_authz',
    },
    scopes: Object.entries(permissions).map(([value, description]) => ({ value, description })),
  };
}
