import type { Role } from '../store/roles.ts';
import { SEED_RESOURCE_SERVERS } from './resource-servers.ts';

/** A role of the seed with its permissions, by the path of the API they belong to. */
export interface SeedRole extends Role {
  permissions: Readonly<Record<string, readonly string[]>>;
}

const BOOKING = ['read:bookings', 'create:bookings', 'update:bookings', 'cancel:bookings'];
const ANSWERING = ['read:tickets', 'create:tickets', 'reply:tickets', 'close:tickets', 'read:customers'];

/** The roles of Meridian, by a short name. */
export const SEED_ROLES = {
  administrator: role(
    'rol_Administrator000',
    'Administrator',
    'May do everything on every API of Meridian',
    Object.fromEntries(
      SEED_RESOURCE_SERVERS.map(({ identifier, scopes }) => [
        identifier.slice(identifier.lastIndexOf('/') + 1),
        scopes.map(({ value }) => value),
      ]),
    ),
  ),
  customer: role('rol_Customer00000000', 'Customer', 'Books freight and follows it on the portal', {
    bookings: ['read:bookings', 'create:bookings', 'read:shipments'],
    billing: ['read:invoices'],
    support: ['create:tickets'],
  }),
  bookingAgent: role('rol_BookingAgent0000', 'Booking Agent', 'Books and changes freight for customers', {
    bookings: [...BOOKING, 'read:rates', 'read:shipments'],
    support: ['read:customers'],
  }),
  rateManager: role('rol_RateManager00000', 'Rate Manager', 'Decides what freight costs', {
    bookings: ['read:rates', 'update:rates'],
    insights: ['read:reports'],
  }),
  billingClerk: role('rol_BillingClerk0000', 'Billing Clerk', 'Writes invoices and watches payments', {
    billing: ['read:invoices', 'create:invoices', 'read:payments'],
  }),
  billingManager: role('rol_BillingManager00', 'Billing Manager', 'Approves invoices and refunds', {
    billing: [
      'read:invoices',
      'create:invoices',
      'approve:invoices',
      'read:payments',
      'refund:payments',
      'update:credit_limits',
    ],
    insights: ['read:reports'],
  }),
  supportAgent: role('rol_SupportAgent0000', 'Support Agent', 'Answers tickets', {
    support: ANSWERING,
    bookings: ['read:bookings', 'read:shipments'],
  }),
  supportLead: role('rol_SupportLead00000', 'Support Lead', 'Answers for the second line of support', {
    support: [...ANSWERING, 'escalate:tickets', 'act_as:customers'],
    bookings: ['read:bookings', 'read:shipments', 'release:shipments'],
    insights: ['read:reports'],
  }),
  analyst: role('rol_Analyst000000000', 'Analyst', 'Writes reports', {
    insights: ['read:reports', 'create:reports', 'export:reports'],
    bookings: ['read:bookings', 'read:rates'],
  }),
  auditor: role('rol_Auditor000000000', 'Auditor', 'Reads everything, changes nothing', {
    bookings: ['read:bookings', 'read:rates', 'read:shipments'],
    billing: ['read:invoices', 'read:payments', 'export:ledger'],
    support: ['read:tickets', 'read:customers'],
    insights: ['read:reports', 'read:audit_trail'],
  }),
} as const;

function role(id: string, name: string, description: string, permissions: SeedRole['permissions']): SeedRole {
  return { id, name, description, permissions };
}
