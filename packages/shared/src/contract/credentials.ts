import { z } from 'zod';
import { NewPassword } from '../user/user-input.ts';
import { UserParams } from './profile.ts';
import type { Row } from './row.ts';

export const credentialsRows = {
  setPassword: {
    method: 'PUT',
    path: '/api/users/:userId/password',
    permission: 'password:set',
    scopes: ['read:users', 'read:connections', 'read:connections_options', 'update:users'],
    user: 'in-scope',
    audit: 'user.set_password',
    stepUp: true,
    ifMatch: 'accepted',
    params: UserParams,
    body: z.strictObject({ password: NewPassword }),
    status: 204,
    problems: ['not_found', 'password_refused', 'refused_by_tenant', 'conflict', 'outcome_unknown'],
  },
} as const satisfies Record<string, Row>;
