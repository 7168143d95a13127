import { accountRows } from './account.ts';
import { auditRows } from './audit.ts';
import { connectionsRows } from './connections.ts';
import { credentialsRows } from './credentials.ts';
import { profileRows } from './profile.ts';
import { teamRows } from './team.ts';
import { usersRows } from './users.ts';
import { webhooksRows } from './webhooks.ts';

/** Every row there is, by its name. What is not here cannot be called. */
export const rows = {
  ...accountRows,
  ...usersRows,
  ...profileRows,
  ...credentialsRows,
  ...connectionsRows,
  ...teamRows,
  ...auditRows,
  ...webhooksRows,
};

export type RowName = keyof typeof rows;
