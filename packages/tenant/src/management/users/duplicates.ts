import { ManagementError } from '../management-error.ts';

/** What a unique index of the store protects; the words differ between creating and updating. */
const REFUSALS: Record<string, { created: [409 | 400, string]; updated: string }> = {
  identities_email: {
    created: [409, 'The user already exists.'],
    updated: 'The specified new email already exists',
  },
  identities_username: {
    created: [400, 'The username provided is in use already.'],
    updated: 'The specified new username already exists',
  },
  identities_phone: {
    created: [409, 'The user already exists.'],
    updated: 'The specified new phone number already exists',
  },
  identities_pkey: { created: [409, 'The user already exists.'], updated: 'The user already exists.' },
  users_pkey: { created: [409, 'The user already exists.'], updated: 'The user already exists.' },
};

/** Turns the database's refusal of a second account into Auth0's words; any other error stays what it is. */
export function translateDuplicate(error: unknown, act: 'created' | 'updated'): unknown {
  if (!(error instanceof Error) || !('code' in error) || error.code !== '23505') return error;
  const constraint = 'constraint' in error ? String(error.constraint) : '';
  const refusal = REFUSALS[constraint];
  if (refusal === undefined) return error;
  const [status, message] = act === 'created' ? refusal.created : [400, refusal.updated];
  return new ManagementError(status, message, 'auth0_idp_error');
}
