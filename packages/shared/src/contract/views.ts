import { z } from 'zod';
import { ListState } from '../user/list-state.ts';
import { isStorable } from '../user/metadata.ts';
import type { Row } from './row.ts';

/** A state of the list of users under a name. Whom it finds is decided anew for each reader: it holds no results. */
export const View = z.object({
  id: z.string(),
  name: z.string(),
  state: ListState,
  /** Whether the whole team has it. */
  is_shared: z.boolean(),
  /** Whether the caller made it. */
  is_own: z.boolean(),
  /** Who made it; absent where they are in the team no more. */
  maker: z.string().optional(),
  /** Whether the caller may change and delete it: their own, or a shared one where they manage the team. */
  is_changeable: z.boolean(),
  /** Whether the list of users begins with it for the caller. */
  is_default: z.boolean(),
});
export type View = z.infer<typeof View>;

/** How many views one team member can have. */
export const mostViews = 100;

/** The longest name, in characters. */
export const longestViewName = 60;

const unstorable = 'Contains a character that cannot be stored.';

const ViewName = z
  .string()
  .trim()
  .min(1, 'A view needs a name.')
  .max(longestViewName, `At most ${longestViewName} characters.`)
  .refine(isStorable, unstorable)
  // oxlint-disable-next-line no-control-regex -- control characters are what this keeps out
  .refine((name) => !/[\u0000-\u001f\u007f]/.test(name), 'A name is one line.');

const ViewState = ListState.refine(({ q, columns }) => isStorable(q) && isStorable(columns), unstorable);

const ViewFields = z.strictObject({ name: ViewName, state: ViewState, is_shared: z.boolean() });
const ViewParams = z.strictObject({ viewId: z.uuid('is not the id of a view') });
const views = { permission: 'users:read', scopes: [] } as const;

export const viewsRows = {
  /**
   * One's own views by name, then those that others share. A shared one that asks about what is hidden from
   * the caller is not there for them, and none is for who may see no users. It asks for no permission, so that
   * the list of users need not wait for what these are.
   */
  listViews: {
    scopes: [],
    method: 'GET',
    path: '/api/views',
    status: 200,
    response: z.object({ views: z.array(View) }),
    problems: [],
  },
  createView: {
    ...views,
    method: 'POST',
    path: '/api/views',
    audit: 'view.create',
    body: ViewFields.extend({ is_shared: ViewFields.shape.is_shared.default(false) }),
    status: 201,
    response: View,
    problems: ['already_exists'],
  },
  updateView: {
    ...views,
    method: 'PATCH',
    path: '/api/views/:viewId',
    audit: 'view.update',
    params: ViewParams,
    body: ViewFields.partial(),
    status: 200,
    response: View,
    problems: ['not_found', 'already_exists'],
  },
  deleteView: {
    ...views,
    method: 'DELETE',
    path: '/api/views/:viewId',
    audit: 'view.delete',
    params: ViewParams,
    status: 204,
    problems: ['not_found'],
  },
  setDefaultView: {
    ...views,
    method: 'PUT',
    path: '/api/views/default',
    audit: 'view.set_default',
    /** `null` for all users. */
    body: z.strictObject({ view_id: z.uuid('is not the id of a view').nullable() }),
    status: 204,
    problems: ['not_found'],
  },
} as const satisfies Record<string, Row>;
