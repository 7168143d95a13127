import { type Connection, connectionKind } from '@rollcall/shared/user/connection.ts';
import { useController } from 'react-hook-form';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Select, type SelectOption } from '../../../ui/select.tsx';
import { type CreateControl, CreateField } from './create-field.tsx';
import type { NewUserValues } from './new-user.ts';

interface IdentifierFieldsProps {
  connection: Connection;
  control: CreateControl;
}

/** What the connection lets its users sign in with; a field that it does not have is not there. */
export function IdentifierFields({ connection, control }: IdentifierFieldsProps) {
  const { identifiers, username_length: length } = connection;
  const need = (field: keyof Connection['identifiers']) => ({
    control,
    isRequired: identifiers[field] === 'required',
    hint: identifiers[field] === 'optional' ? 'optional' : undefined,
  });
  return (
    <>
      {identifiers.email !== 'none' && (
        <>
          <CreateField name="email" label="E-mail" type="email" {...need('email')} />
          <VerificationField
            control={control}
            isPasswordless={connectionKind(connection.strategy) === 'passwordless'}
          />
        </>
      )}
      {identifiers.phone_number !== 'none' && (
        <>
          <CreateField
            name="phone_number"
            label="Phone number"
            type="tel"
            placeholder="+4930123456"
            {...need('phone_number')}
          />
          <PhoneVerifiedField control={control} />
        </>
      )}
      {identifiers.username !== 'none' && (
        <CreateField
          name="username"
          label="Username"
          description={`${length.min} to ${length.max} characters, lower case.`}
          {...need('username')}
        />
      )}
    </>
  );
}

const choices: Record<NewUserValues['verification'], SelectOption<NewUserValues['verification']>> = {
  send: {
    id: 'send',
    label: 'Send a verification e-mail',
    description: 'Unverified until the link in it is opened.',
  },
  verified: {
    id: 'verified',
    label: 'Already verified',
    description: 'You know that the address is theirs.',
  },
  unverified: {
    id: 'unverified',
    label: 'Unverified, send nothing',
    description: 'It can be verified later.',
  },
};

function VerificationField({ control, isPasswordless }: { control: CreateControl; isPasswordless: boolean }) {
  const { field } = useController({ name: 'verification', control });
  // Signing in with a code proves the address; there is no e-mail to send beforehand.
  const options = isPasswordless ? [choices.unverified, choices.verified] : Object.values(choices);
  const chosen = isPasswordless && field.value === 'send' ? 'unverified' : field.value;
  return (
    <Select
      label="Verification"
      options={options}
      selectedKey={chosen}
      onSelectionChange={field.onChange}
      description={choices[chosen].description}
    />
  );
}

function PhoneVerifiedField({ control }: { control: CreateControl }) {
  const {
    field: { ref, value, onChange, onBlur },
  } = useController({ name: 'phone_verified', control });
  return (
    <Checkbox isSelected={value} onChange={onChange} onBlur={onBlur} ref={ref}>
      The phone number is verified
    </Checkbox>
  );
}
