import { accountRows } from './account.ts';
import { budgetRows } from './budget.ts';
import { auditRows } from './audit.ts';
import { exportsRows } from './exports.ts';
import { historyRows } from './history.ts';
import { notesRows } from './notes.ts';
import { overviewRows } from './overview.ts';
import { clientsRows } from './clients.ts';
import { connectionsRows } from './connections.ts';
import { credentialsRows } from './credentials.ts';
import { identitiesRows } from './identities.ts';
import { importsRows } from './imports.ts';
import { lockdownRows } from './lockdown.ts';
import { lookupsRows } from './lookups.ts';
import { mfaRows } from './mfa.ts';
import { customFieldsRows } from './custom-fields.ts';
import { newUsersRows } from './new-users.ts';
import { operationsRows } from './operations.ts';
import { bulkRows } from './bulk.ts';
import { organizationsRows } from './organizations.ts';
import { profileRows } from './profile.ts';
import { rolesRows } from './roles.ts';
import { schedulesRows } from './schedules.ts';
import { searchFieldsRows } from './search-fields.ts';
import { sessionsRows } from './sessions.ts';
import { teamRows } from './team.ts';
import { tokensRows } from './tokens.ts';
import { usersRows } from './users.ts';
import { walksRows } from './walks.ts';
import { viewsRows } from './views.ts';
import { webhooksRows } from './webhooks.ts';

/** Every row there is, by its name. What is not here cannot be called. */
export const rows = {
  ...accountRows,
  ...usersRows,
  ...newUsersRows,
  ...importsRows,
  ...walksRows,
  ...exportsRows,
  ...budgetRows,
  ...searchFieldsRows,
  ...viewsRows,
  ...lookupsRows,
  ...profileRows,
  ...credentialsRows,
  ...historyRows,
  ...notesRows,
  ...overviewRows,
  ...lockdownRows,
  ...schedulesRows,
  ...sessionsRows,
  ...mfaRows,
  ...clientsRows,
  ...connectionsRows,
  ...customFieldsRows,
  ...rolesRows,
  ...organizationsRows,
  ...identitiesRows,
  ...teamRows,
  ...auditRows,
  ...tokensRows,
  ...webhooksRows,
  ...operationsRows,
  ...bulkRows,
};

export type RowName = keyof typeof rows;
