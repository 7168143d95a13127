import { z } from 'zod';
import { listUserGroups } from '../../../store/groups.ts';
import type { Endpoint } from '../../endpoint.ts';
import { project, readProjection } from '../../fields.ts';
import { answerList, readSlice } from '../../paging.ts';
import { presentGroup } from '../../roles/present-group.ts';
import { booleanParameter, validate } from '../../validate.ts';
import { readKnownUserId } from '../user-id.ts';

const FIELDS = [
  'id',
  'name',
  'external_id',
  'connection_id',
  'created_at',
  'updated_at',
  'membership_created_at',
];
const Projection = z.object({
  fields: z.string().max(256).optional().describe('A comma separated list of fields.'),
  include_fields: booleanParameter('Whether specified fields are to be included (true) or excluded (false).'),
});

/** `GET /users/{id}/groups`, in either style of paging. @see https://auth0.com/docs/api/management/v2/users/get-user-groups */
export const getUserGroups: Endpoint = {
  method: 'get',
  path: '/users/:id/groups',
  summary: "Get user's groups",
  scopes: ['read:groups'],
  handle: async ({ db }, { params, query }) => {
    const slice = readSlice(query);
    const { fields, include_fields } = validate('Query', Projection, query);
    const projection = readProjection(fields, include_fields, FIELDS);
    const userId = await readKnownUserId(db, params);
    const found = await listUserGroups(db, userId, slice);
    return answerList(
      'groups',
      slice,
      found,
      ({ id }) => id,
      (group) => project(presentGroup(group), projection),
    );
  },
};
