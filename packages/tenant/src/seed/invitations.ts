import type { Invitation } from '../store/organization-invitations.ts';
import { SEED_ROLES, type SeedRole } from './roles.ts';

const DAY = 86_400_000;
const WEEK = 7 * DAY;

interface Invited {
  /** Two digits that tell ids apart. */
  number: string;
  organization: readonly [id: string, name: string];
  email: string;
  inviter: string;
  role?: SeedRole;
  daysAgo: number;
}

const ACME = ['org_AcmeTrading00001', 'acme'] as const;
const NORDLICHT = ['org_NordlichtLog0001', 'nordlicht-logistik'] as const;
const KESTREL = ['org_KestrelAviat0001', 'kestrel-aviation'] as const;

/** Who was asked to join; after a week an invitation has expired. */
const INVITED: readonly Invited[] = [
  {
    number: '01',
    organization: ACME,
    email: 'ines.duarte@acme.example',
    inviter: 'Ada Lindqvist',
    role: SEED_ROLES.bookingAgent,
    daysAgo: 1,
  },
  {
    number: '02',
    organization: ACME,
    email: 'tom.becker@acme.example',
    inviter: 'Ada Lindqvist',
    role: SEED_ROLES.analyst,
    daysAgo: 5,
  },
  {
    number: '03',
    organization: ACME,
    email: 'r.castellano@acme.example',
    inviter: 'Sofía Romero',
    daysAgo: 33,
  },
  {
    number: '04',
    organization: NORDLICHT,
    email: 'antje.kruse@nordlicht.example',
    inviter: 'Ada Lindqvist',
    role: SEED_ROLES.customer,
    daysAgo: 2,
  },
  {
    number: '05',
    organization: NORDLICHT,
    email: 'fiete.jansen@nordlicht.example',
    inviter: 'Ada Lindqvist',
    daysAgo: 19,
  },
  {
    number: '06',
    organization: KESTREL,
    email: 'mae.okonkwo@kestrel.example',
    inviter: 'Edgar Okafor',
    role: SEED_ROLES.customer,
    daysAgo: 0,
  },
];

/**
 * The invitations of the seed.
 * @param now some are still good at this moment, whenever it is.
 */
export function makeInvitations(now: number): Invitation[] {
  return INVITED.map(({ number, organization: [organization_id, name], email, inviter, role, daysAgo }) => {
    const created = now - daysAgo * DAY;
    const ticket_id = `SeedInvitationTicket0000000000${number}`;
    return {
      id: `uinv_SeedInvitation${number}`,
      organization_id,
      ticket_id,
      created_at: new Date(created),
      expires_at: new Date(created + WEEK),
      invitation: {
        inviter: { name: inviter },
        invitee: { email },
        client_id: 'meridian_portal',
        ...(role === undefined ? {} : { roles: [role.id] }),
        invitation_url: `https://portal.meridian.example/login?invitation=${ticket_id}&organization=${organization_id}&organization_name=${name}`,
      },
    };
  });
}
