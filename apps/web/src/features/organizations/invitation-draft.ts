import type { organizationsRows } from '@rollcall/shared/contract/organizations.ts';
import { z } from 'zod';

const day = 86_400;
const Option = z.object({ id: z.string(), label: z.string() });

/** How long an invitation can be good. */
export const lifetimes = [
  { id: 'day', label: 'A day' },
  { id: 'week', label: 'A week' },
  { id: 'month', label: 'Thirty days' },
] as const;
const seconds = { day, week: 7 * day, month: 30 * day } as const;

const InvitationDraft = z.object({
  organization: Option.optional(),
  clientId: z.string().nullable(),
  roles: z.array(Option),
  lifetime: z.enum(['day', 'week', 'month']),
  ownConnection: z.boolean(),
  /** Who sends it: the tenant by e-mail, or the team member, who then gets the link. */
  sender: z.enum(['tenant', 'self']),
});
/** An invitation while it is being said. */
export type InvitationDraft = z.infer<typeof InvitationDraft>;

/** What is kept of it while one signs in again. */
export const KeptInvitation = z.object({ draft: InvitationDraft, reason: z.string() });

/** With nothing said yet. */
export const newInvitation: InvitationDraft = {
  clientId: null,
  roles: [],
  lifetime: 'week',
  ownConnection: false,
  sender: 'tenant',
};

/** What is sent; `undefined` while something is missing. */
export function bodyOf({
  organization,
  clientId,
  roles,
  lifetime,
  ownConnection,
  sender,
}: InvitationDraft): z.input<(typeof organizationsRows)['inviteUser']['body']> | undefined {
  if (organization === undefined || clientId === null) return undefined;
  return {
    organization_id: organization.id,
    client_id: clientId,
    ...(roles.length === 0 ? {} : { roles: roles.map(({ id }) => id) }),
    own_connection: ownConnection,
    ttl_sec: seconds[lifetime],
    send_email: sender === 'tenant',
  };
}
