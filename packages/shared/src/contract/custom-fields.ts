import { z } from 'zod';
import { CustomField } from '../user/custom-fields.ts';
import type { Row } from './row.ts';

export const customFieldsRows = {
  listCustomFields: {
    method: 'GET',
    path: '/api/custom-fields',
    permission: 'users:read',
    scopes: [],
    status: 200,
    response: z.object({ fields: z.array(CustomField) }),
    problems: [],
  },
} as const satisfies Record<string, Row>;
