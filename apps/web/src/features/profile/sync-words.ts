import type { SyncMode } from '@rollcall/shared/user/connection.ts';

/** What a connection's sync setting is called. */
export const syncWords: Record<SyncMode, string> = {
  on_each_login: 'At each sign-in',
  on_first_login: 'At the first sign-in only',
  never_on_login: 'Never',
};

/** What choosing a sync setting means for everybody of the connection. Source: Management API, `options.set_user_root_attributes` */
export function syncConsequence(mode: SyncMode, connection: string): string {
  switch (mode) {
    case 'on_each_login':
      return `${connection} decides. What was edited here is overwritten at the next sign-in, and the fields are locked.`;
    case 'on_first_login':
      return `Set once, when the user is created. Later changes at ${connection} do not arrive any more; the fields can be edited here.`;
    case 'never_on_login':
      return `${connection} sets none of them, and Auth0 creates nobody: who is new cannot sign in until their user exists. The fields can be edited here.`;
  }
}
