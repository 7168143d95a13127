import { permissionsOf } from '@rollcall/shared/access/decision.ts';
import { mostViews, type View, type viewsRows } from '@rollcall/shared/contract/views.ts';
import type { HandlersOf } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import type { SavedViews, StoredView, ViewFields } from '../../store/saved-views.ts';
import type { TeamMember } from '../../store/team.ts';
import { asksAboutHidden } from './asks-about-hidden.ts';
import { changesOf, targetOf } from './told.ts';

/** Views of the list of users. A view is a state and never a result: it finds whom its reader may see. */
export function viewsHandlers(views: SavedViews): HandlersOf<typeof viewsRows> {
  const find = async (member: TeamMember, id: string) => {
    const view = await views.find(member.id, id);
    if (view === undefined || !isThereFor(member, view)) throw new ProblemError('not_found');
    return view;
  };
  const findChangeable = async (member: TeamMember, id: string) => {
    const view = await find(member, id);
    if (isChangeable(member, view)) return view;
    const detail = 'Who made a shared view changes it, and whoever manages the team.';
    throw new ProblemError('permission_missing', { detail, missing: ['team:manage'] });
  };
  return {
    listViews: async ({ member, caller }) => {
      if (!permissionsOf(member.grants).includes('users:read')) return { views: [] };
      const all = await views.list(member.id);
      const there = all.filter(
        // What is somebody's alone stays so, whoever looks through their eyes.
        (view) => isThereFor(member, view) && (view.isShared || caller.viewed === undefined),
      );
      return { views: there.map((view) => shown(member, view)) };
    },

    createView: async ({ member, body: { name, state, is_shared: isShared }, telling }) => {
      if ((await views.count(member.id)) >= mostViews) {
        const detail = `You have ${mostViews} views, which is the most that anybody can have. Delete one first.`;
        throw new ProblemError('invalid_input', { detail });
      }
      await refuseSecondName(views, member.id, name);
      const id = await views.add(member.id, { name, state, isShared }).catch(async (error: unknown) => {
        // Another one of that name came in between.
        await refuseSecondName(views, member.id, name);
        throw error;
      });
      const view = await find(member, id);
      telling.target(targetOf(view));
      telling.changed(changesOf(undefined, view));
      return shown(member, view);
    },

    updateView: async ({ member, params, body, telling }) => {
      const before = await findChangeable(member, params.viewId);
      telling.target(targetOf(before));
      const after: ViewFields = {
        name: body.name ?? before.name,
        state: body.state ?? before.state,
        isShared: body.is_shared ?? before.isShared,
      };
      if (!after.isShared && before.ownerId === null) {
        const detail =
          'Who made this view is in the team no more, so it can be nobody’s alone. Delete it instead.';
        throw new ProblemError('invalid_input', { detail, errors: [{ field: 'is_shared', detail }] });
      }
      if (before.ownerId !== null) await refuseSecondName(views, before.ownerId, after.name, before.id);
      await views.change(before, after);
      telling.target(targetOf({ ...before, ...after }));
      telling.changed(changesOf(before, after));
      return shown(member, { ...before, ...after });
    },

    deleteView: async ({ member, params, telling }) => {
      const before = await findChangeable(member, params.viewId);
      telling.target(targetOf(before));
      await views.remove(before.id);
      telling.changed(changesOf(before, undefined));
    },

    setDefaultView: async ({ member, body: { view_id: id }, telling }) => {
      if (id !== null) telling.target(targetOf(await find(member, id)));
      await views.setDefault(member.id, id);
    },
  };
}

function shown(member: TeamMember, view: StoredView): View {
  return {
    id: view.id,
    name: view.name,
    state: view.state,
    is_shared: view.isShared,
    is_own: view.ownerId === member.id,
    maker: view.ownerName ?? undefined,
    is_changeable: isChangeable(member, view),
    is_default: view.isDefault,
  };
}

function isChangeable(member: TeamMember, { ownerId, isShared }: StoredView): boolean {
  const isManager = permissionsOf(member.grants).includes('team:manage');
  return ownerId === member.id || (isShared && isManager);
}

/** What others share may name in its search what is hidden from this member, who could not run it either. */
function isThereFor(member: TeamMember, view: StoredView): boolean {
  return view.ownerId === member.id || !asksAboutHidden(member, view.state);
}

async function refuseSecondName(
  views: SavedViews,
  ownerId: string,
  name: string,
  except?: string,
): Promise<void> {
  if (!(await views.isTaken(ownerId, name, except))) return;
  const detail = 'There is a view of this name already. Choose another one.';
  throw new ProblemError('already_exists', { detail, errors: [{ field: 'name', detail }] });
}
