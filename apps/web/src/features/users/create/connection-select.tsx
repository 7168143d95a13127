import { canCreateUsers, type Connection, connectionKind } from '@rollcall/shared/user/connection.ts';
import { Select, type SelectOption } from '../../../ui/select.tsx';
import styles from './create.module.css';

interface ConnectionSelectProps {
  connections: readonly Connection[];
  chosen: Connection;
  onChoose: (id: string) => void;
}

/** The choice of connection; those in which nobody can create users stand there too, and say why. */
export function ConnectionSelect({ connections, chosen, onChoose }: ConnectionSelectProps) {
  const ordered = [
    ...connections.filter(canCreateUsers),
    ...connections.filter((one) => !canCreateUsers(one)),
  ];
  return (
    <div className={styles.wide}>
      <Select
        label="Connection"
        options={ordered.map(optionOf)}
        selectedKey={chosen.id}
        onSelectionChange={onChoose}
        description={descriptionOf(chosen)}
      />
    </div>
  );
}

function optionOf(connection: Connection): SelectOption {
  return {
    id: connection.id,
    label: connection.name,
    description: descriptionOf(connection),
    isDisabled: !canCreateUsers(connection),
  };
}

function descriptionOf({ strategy }: Connection): string {
  switch (connectionKind(strategy)) {
    case 'database':
      return 'Database: signs in with a password.';
    case 'passwordless':
      return strategy === 'sms'
        ? 'Passwordless: signs in with a code sent by text message.'
        : 'Passwordless: signs in with a code or link sent by e-mail.';
    case 'enterprise':
      return `Enterprise (${strategy}): users appear when they first sign in there.`;
    case 'social':
      return `Social (${strategy}): users appear when they first sign in there.`;
  }
}
