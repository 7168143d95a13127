import { createRoute, lazyRouteComponent, stripSearchParams } from '@tanstack/react-router';
import { defaultTeamSearch, readNewRoleSearch, readTeamSearch } from '../features/team/search-params.ts';
import { shell } from './root-routes.ts';

const team = createRoute({
  getParentRoute: () => shell,
  path: '/team',
  validateSearch: readTeamSearch,
  search: { middlewares: [stripSearchParams(defaultTeamSearch)] },
  component: lazyRouteComponent(() => import('../features/team/members-page.tsx'), 'TeamPage'),
});

const invite = createRoute({
  getParentRoute: () => shell,
  path: '/team/invite',
  component: lazyRouteComponent(() => import('../features/team/invite-page.tsx'), 'InvitePage'),
});

const teamMember = createRoute({
  getParentRoute: () => shell,
  path: '/team/$memberId',
  component: lazyRouteComponent(() => import('../features/team/member-page.tsx'), 'MemberPage'),
});

const teamRoles = createRoute({
  getParentRoute: () => shell,
  path: '/team/roles',
  component: lazyRouteComponent(() => import('../features/team/roles-page.tsx'), 'RolesPage'),
});

const newTeamRole = createRoute({
  getParentRoute: () => shell,
  path: '/team/roles/new',
  validateSearch: readNewRoleSearch,
  component: lazyRouteComponent(() => import('../features/team/new-role-page.tsx'), 'NewRolePage'),
});

const teamRole = createRoute({
  getParentRoute: () => shell,
  path: '/team/roles/$roleId',
  component: lazyRouteComponent(() => import('../features/team/role-page.tsx'), 'RolePage'),
});

const teamSettings = createRoute({
  getParentRoute: () => shell,
  path: '/team/settings',
  component: lazyRouteComponent(() => import('../features/team/settings-page.tsx'), 'TeamSettingsPage'),
});

/** The pages about the team. */
export const teamTree = [team, invite, teamMember, teamRoles, newTeamRole, teamRole, teamSettings] as const;
