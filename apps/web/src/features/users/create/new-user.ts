import { type Connection, connectionKind } from '@rollcall/shared/user/connection.ts';
import { checkPassword } from '@rollcall/shared/user/password-policy.ts';
import { NewUser } from '@rollcall/shared/user/user-input.ts';
import { z } from 'zod';

/** What becomes of an e-mail address that nobody has proved yet. */
const verifications = ['send', 'verified', 'unverified'] as const;

/** Who knows the first password: whoever creates the user, or nobody. */
const firstPasswords = ['known', 'invited'] as const;

/** The form as it is typed: an empty text is no value. */
export const NewUserValues = z.object({
  email: z.string(),
  verification: z.enum(verifications),
  phone_number: z.string(),
  phone_verified: z.boolean(),
  username: z.string(),
  password: z.string(),
  first_password: z.enum(firstPasswords),
  name: z.string(),
  nickname: z.string(),
  given_name: z.string(),
  family_name: z.string(),
  picture: z.string(),
});
export type NewUserValues = z.infer<typeof NewUserValues>;

/** The fields of the form. */
export const newUserFields = NewUserValues.keyof().options;
export type NewUserField = (typeof newUserFields)[number];

/** The form before anything is typed. */
export const emptyNewUser: NewUserValues = {
  email: '',
  verification: 'send',
  phone_number: '',
  phone_verified: false,
  username: '',
  password: '',
  first_password: 'known',
  name: '',
  nickname: '',
  given_name: '',
  family_name: '',
  picture: '',
};

/** Whether the user is to choose the first password, where the connection keeps passwords. */
export function isInvited({ first_password: first }: NewUserValues, { password_policy: policy }: Connection) {
  return policy !== null && first === 'invited';
}

/** What a connection has for its users to sign in with. */
const identifierFields = ['email', 'phone_number', 'username'] as const;

const profileFields = ['name', 'nickname', 'given_name', 'family_name', 'picture'] as const;

/** Turns the form into a new user of a connection, or says what keeps it from being one. */
export function newUserSchema(connection: Connection) {
  return NewUserValues.transform((values, context) => {
    const wanted = newUserOf(values, connection);
    const parsed = NewUser.safeParse(wanted);
    for (const { field, message } of faultsOf(values, connection)) {
      context.addIssue({ code: 'custom', path: [field], message });
    }
    if (parsed.success) return parsed.data;
    for (const { path, message } of parsed.error.issues) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
    return z.NEVER;
  });
}

function newUserOf(values: NewUserValues, connection: Connection): z.input<typeof NewUser> {
  const has = (field: (typeof identifierFields)[number]) => connection.identifiers[field] !== 'none';
  const given = [...identifierFields.filter(has), ...profileFields].flatMap((field): [string, string][] => {
    const value = values[field].trim();
    return value === '' ? [] : [[field, value]];
  });
  const isGiven = (field: string) => given.some(([name]) => name === field);
  return {
    connection: connection.name,
    ...Object.fromEntries(given),
    ...(isGiven('email') ? verificationOf(values, connection) : {}),
    ...(isGiven('phone_number') ? { phone_verified: values.phone_verified } : {}),
    ...passwordOf(values, connection),
  };
}

function passwordOf(values: NewUserValues, connection: Connection) {
  if (connection.password_policy === null) return {};
  return isInvited(values, connection) ? { invited: true as const } : { password: values.password };
}

function verificationOf({ verification }: NewUserValues, connection: Connection) {
  // A passwordless sign-in proves the address by itself: nothing is sent beforehand.
  if (connectionKind(connection.strategy) === 'passwordless') {
    return { email_verified: verification === 'verified', verify_email: false };
  }
  return { email_verified: verification === 'verified', verify_email: verification === 'send' };
}

function faultsOf(values: NewUserValues, connection: Connection): { field: NewUserField; message: string }[] {
  const missing = identifierFields
    .filter((field) => connection.identifiers[field] === 'required' && values[field].trim() === '')
    .map((field) => ({ field, message: `${connection.name} requires it.` }));
  return [
    ...missing,
    ...withoutIdentifier(values, connection),
    ...usernameFaults(values, connection),
    ...passwordFaults(values, connection),
  ];
}

function withoutIdentifier(values: NewUserValues, { identifiers }: Connection) {
  const possible = identifierFields.filter((field) => identifiers[field] !== 'none');
  const [first] = possible;
  const isOpen = possible.every((field) => identifiers[field] === 'optional' && values[field].trim() === '');
  return first !== undefined && isOpen
    ? [{ field: first, message: 'The user needs something to sign in with.' }]
    : [];
}

function usernameFaults(
  { username }: NewUserValues,
  { identifiers, username_length: { min, max } }: Connection,
) {
  const length = username.trim().length;
  if (identifiers.username === 'none' || length === 0 || (length >= min && length <= max)) return [];
  return [{ field: 'username' as const, message: `Between ${min} and ${max} characters.` }];
}

function passwordFaults(values: NewUserValues, { password_policy: policy }: Connection) {
  if (policy === null) return [];
  if (values.first_password === 'invited') {
    return values.email.trim() === ''
      ? [{ field: 'email' as const, message: 'Who is invited needs an e-mail address.' }]
      : [];
  }
  if (values.password === '') return [];
  const isUnmet = checkPassword(policy, values.password, ownerOf(values)).some(
    ({ state }) => state === 'unmet',
  );
  return isUnmet
    ? [{ field: 'password' as const, message: 'Does not meet what the connection asks for.' }]
    : [];
}

/** The personal data that a password must not contain, where the policy says so. */
export function ownerOf({ name, nickname, username, email }: NewUserValues) {
  return { name, nickname, username, email };
}
