import { accountRows } from './account.ts';
import { connectionsRows } from './connections.ts';
import { credentialsRows } from './credentials.ts';
import { profileRows } from './profile.ts';
import { usersRows } from './users.ts';

/** Every row there is, by its name. What is not here cannot be called. */
export const rows = { ...accountRows, ...usersRows, ...profileRows, ...credentialsRows, ...connectionsRows };

export type RowName = keyof typeof rows;
