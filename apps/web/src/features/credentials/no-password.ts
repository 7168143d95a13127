import { type Connection, connectionKind } from '@rollcall/shared/user/connection.ts';

/** Why there is no password to set for users of this connection, in a sentence. */
export function noPasswordReason(connection: Connection | null): string {
  if (connection === null) {
    return "The user's connection cannot be read, so it is not known whether it keeps passwords.";
  }
  const { name, strategy } = connection;
  switch (connectionKind(strategy)) {
    case 'passwordless':
      return `${name} signs people in with a one-time code sent by ${strategy === 'sms' ? 'SMS' : 'e-mail'}; there are no passwords.`;
    case 'enterprise':
      return `${name} keeps its users' passwords; they are changed there.`;
    case 'social':
      return `${name} keeps its users' passwords; each person changes theirs there.`;
    case 'database':
      return connection.options_readable
        ? `${name} keeps no passwords.`
        : `The password policy of ${name} cannot be read. Grant read:connections_options to the machine-to-machine application.`;
  }
}
