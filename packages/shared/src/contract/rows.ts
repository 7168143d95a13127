import { accountRows } from './account.ts';
import { auditRows } from './audit.ts';
import { clientsRows } from './clients.ts';
import { connectionsRows } from './connections.ts';
import { credentialsRows } from './credentials.ts';
import { mfaRows } from './mfa.ts';
import { profileRows } from './profile.ts';
import { sessionsRows } from './sessions.ts';
import { teamRows } from './team.ts';
import { usersRows } from './users.ts';
import { webhooksRows } from './webhooks.ts';

/** Every row there is, by its name. What is not here cannot be called. */
export const rows = {
  ...accountRows,
  ...usersRows,
  ...profileRows,
  ...credentialsRows,
  ...sessionsRows,
  ...mfaRows,
  ...clientsRows,
  ...connectionsRows,
  ...teamRows,
  ...auditRows,
  ...webhooksRows,
};

export type RowName = keyof typeof rows;
