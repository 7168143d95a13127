// @vitest-environment jsdom
import type { TeamMemberDetail, TeamRoleDetail } from '@rollcall/shared/contract/team.ts';
import { teamRoles } from '@rollcall/shared/access/team-roles.ts';
import { cleanup, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openAfresh } from '../../lib/open-afresh.ts';
import { admin, type Answers, json, problem, renderApp } from '../../testing/render-app.tsx';
import { ada } from '../../testing/users.ts';
import { toastQueue } from '../../ui/toast.tsx';

vi.mock('../../lib/open-afresh.ts', () => ({ openAfresh: vi.fn<(path: string) => void>() }));

afterEach(() => {
  toastQueue.clear();
  cleanup();
  sessionStorage.clear();
  vi.unstubAllGlobals();
  vi.mocked(openAfresh).mockReset();
});

const steppedUp = { ...admin, steppedUpUntil: '2999-01-01T00:00:00.000Z' };
const base = {
  status: 'active',
  source: 'team',
  sessions: 2,
  mayChange: { allowed: true },
  lastSeenAt: '2026-11-01T10:00:00.000Z',
} as const;
const me: TeamMemberDetail = {
  ...base,
  id: admin.member.id,
  name: 'Ada Admin',
  email: 'ada@rollcall.example',
  grants: [{ role: 'admin', scope: { all: true }, mask: [] }],
  mayChange: { allowed: false, sentence: 'Nobody changes their own place in the team.' },
};
const sofia: TeamMemberDetail = {
  ...base,
  id: '3b241101-e2bb-4255-8caf-4136c566a962',
  name: 'Sofía Romero',
  email: 'sofia@rollcall.example',
  grants: [
    {
      role: 'support',
      scope: { eq: { field: 'app_metadata.region', value: 'eu' } },
      mask: ['phone_number', 'app_metadata.salary'],
    },
  ],
};
const invited: TeamMemberDetail = {
  ...base,
  id: '3b241101-e2bb-4255-8caf-4136c566a963',
  email: 'new@rollcall.example',
  status: 'invited',
  sessions: 0,
  grants: [{ role: 'role_0123456789abcdef', scope: { all: true }, mask: [] }],
};
const roles: TeamRoleDetail[] = [
  ...Object.entries(teamRoles).map(([id, role]) => ({
    id,
    title: role.title,
    permissions: [...role.permissions],
    builtIn: true,
    members: 1,
  })),
  { id: 'role_0123456789abcdef', title: 'Helpdesk', permissions: ['users:read'], builtIn: false, members: 1 },
  { id: 'role_0123456789abcdeg', title: 'Spare', permissions: ['users:read'], builtIn: false, members: 0 },
];

const answers: Answers = {
  'GET /api/me': () => json(steppedUp),
  'GET /api/team': () => json({ members: [me, sofia, invited] }),
  'GET /api/team/roles': () => json({ roles }),
  'GET /api/team/settings': () => json({ reasonRequired: ['users:delete'] }),
  'GET /api/connections': () => json({ connections: [ada.connection] }),
  'POST /api/team/scope-preview': () => json({ total: 1234, sample: [ada] }),
};

const press = async (name: string | RegExp, role = 'button') =>
  userEvent.click(await screen.findByRole(role, { name }));

const open = (id: string, more: Answers = {}) => renderApp(`/team/${id}`, { ...answers, ...more });

const editing = {
  role: 'editor-users',
  scope: { eq: { field: 'app_metadata.region', value: 'eu' } },
  mask: [],
  assignableRoles: ['rol_BillingClerk0000'],
};
const tenantRoles = [
  { id: 'rol_BillingClerk0000', name: 'Billing Clerk', description: 'Writes invoices' },
  { id: 'rol_BookingAgent0000', name: 'Booking Agent' },
];

/** Opens somebody who edits users in Europe and may give one role; answers what is sent. */
function openEditor(more: Answers = {}) {
  let now: TeamMemberDetail = { ...sofia, grants: [editing] };
  const patch = vi.fn<Answers[string]>(({ body }) => {
    now = { ...now, ...Object(body) };
    return json(now);
  });
  open(sofia.id, {
    'GET /api/team': () => json({ members: [me, now] }),
    'GET /api/team/tenant-roles': () => json({ roles: tenantRoles, complete: true }),
    [`PATCH /api/team/${sofia.id}`]: patch,
    ...more,
  });
  return patch;
}

describe('the team', () => {
  it('shows who is in it, in which roles, over whom and what is hidden from them', async () => {
    renderApp('/team', answers);
    const row = (await screen.findByRole('link', { name: 'Sofía Romero' })).closest('tr');
    await vi.waitFor(() => {
      expect(row?.textContent).toContain(
        'Supportusers whose app_metadata.region is eu; hides phone_number, app_metadata.salary',
      );
    });
    expect(row?.textContent).toContain('Active');
    expect(screen.getByRole('link', { name: 'new@rollcall.example' }).closest('tr')?.textContent).toContain(
      'Helpdeskall users',
    );
  });

  it('is searched and filtered, and the address says how', async () => {
    const { addressNow } = renderApp('/team', answers);
    await screen.findByRole('link', { name: 'Sofía Romero' });
    await press(/^Invited/);
    expect(screen.queryByRole('link', { name: 'Sofía Romero' })).toBeNull();
    expect(addressNow()).toBe('/team?status=invited');
    await userEvent.type(screen.getByRole('searchbox'), 'sof');
    await screen.findByRole('heading', { name: 'Nobody in the team matches' });
    await press('Show everybody', 'link');
    await screen.findByRole('link', { name: 'Sofía Romero' });
    expect(addressNow()).toBe('/team');
  });

  it('invites nobody where a claim says who is in it', async () => {
    const settings = { reasonRequired: [], teamClaim: 'https://acme.example/team' };
    renderApp('/team', { ...answers, 'GET /api/team/settings': () => json(settings) });
    await screen.findByText(/^Team roles come from the claim https:\/\/acme\.example\/team/);
    expect(screen.getByRole('button', { name: 'Invite' })).toHaveProperty('disabled', true);
    cleanup();
    renderApp('/team/invite', { ...answers, 'GET /api/team/settings': () => json(settings) });
    await screen.findByRole('heading', { name: 'You cannot invite at the moment' });
  });

  it('is not for who does not manage it, and says who can give that', async () => {
    renderApp('/team', { ...answers, 'GET /api/me': () => json({ ...admin, permissions: ['users:read'] }) });
    await screen.findByRole('heading', { name: 'The team cannot be shown' });
    await screen.findAllByText(/does not include team:manage.*Ask Ada Admin\./);
    expect(screen.queryByRole('link', { name: 'Team' })).toBeNull();
  });
});

describe('a team member', () => {
  it('is shown with the scope read back and counted', async () => {
    open(sofia.id);
    await screen.findByText('1,234', undefined, { timeout: 10_000 });
    expect(document.querySelector('[data-scope-sentence]')?.textContent).toBe(
      'users whose app_metadata.region is eu',
    );
    expect(
      within(screen.getByRole('list', { name: 'Some of them' })).getByText('Ada Lovelace'),
    ).toBeDefined();
  });

  it('whose roles come from a claim has them shown, not edited, and the page says where they are changed', async () => {
    open(sofia.id, {
      'GET /api/team': () => json({ members: [me, { ...sofia, source: 'claim' }] }),
      'GET /api/team/settings': () => json({ reasonRequired: [], teamClaim: 'https://acme.example/team' }),
    });
    await screen.findAllByText(
      /^Team roles come from the claim https:\/\/acme\.example\/team of the ID token/,
    );
    const section = screen.getByRole('region', { name: 'Roles and users' });
    expect(section.textContent).toContain('Support');
    expect(section.textContent).toContain('users whose app_metadata.region is eu');
    expect(within(section).queryByRole('button')).toBeNull();
    expect(within(section).queryByRole('textbox')).toBeNull();
    expect(screen.getByRole('button', { name: 'Remove' })).toHaveProperty('disabled', true);
    expect(screen.getByRole('button', { name: 'Disable' })).toHaveProperty('disabled', false);
  });

  it('gets other grants, and they are sent as they were said', async () => {
    let now = sofia;
    const patch = vi.fn<Answers[string]>(({ body }) => {
      now = { ...sofia, ...Object(body) };
      return json(now);
    });
    open(sofia.id, {
      'GET /api/team': () => json({ members: [me, now] }),
      [`PATCH /api/team/${sofia.id}`]: patch,
    });
    const value = await screen.findByRole('textbox', { name: 'Value' });
    await userEvent.clear(value);
    await screen.findByText('A condition is not complete yet.', { selector: 'output' });
    await userEvent.type(value, 'us');
    await press('Save changes');
    await vi.waitFor(() => {
      expect(patch).toHaveBeenCalledOnce();
    });
    expect(patch.mock.calls[0]?.[0].body).toEqual({
      grants: [{ ...sofia.grants[0], scope: { eq: { field: 'app_metadata.region', value: 'us' } } }],
    });
    await vi.waitFor(() => {
      expect(screen.queryByRole('button', { name: 'Save changes' })).toBeNull();
    });
  });

  it('keeps the roles of the tenant that they may give while something else is changed', async () => {
    const patch = openEditor();
    const part = await screen.findByRole('list', { name: 'Roles they may give picked' });
    await within(part).findByText('Billing Clerk');
    const value = screen.getByRole('textbox', { name: 'Value' });
    await userEvent.clear(value);
    await userEvent.type(value, 'us');
    await press('Save changes');
    await vi.waitFor(() => {
      expect(patch).toHaveBeenCalledOnce();
    });
    expect(patch.mock.calls[0]?.[0].body).toEqual({
      grants: [{ ...editing, scope: { eq: { field: 'app_metadata.region', value: 'us' } } }],
    });
  });

  it('may give other roles of the tenant, or those that the scope stands for', async () => {
    const patch = openEditor();
    await press('Booking Agent', 'option');
    await press('Remove Billing Clerk');
    await press('Save changes');
    await vi.waitFor(() => {
      expect(patch).toHaveBeenCalledOnce();
    });
    expect(patch.mock.calls[0]?.[0].body).toEqual({
      grants: [{ ...editing, assignableRoles: ['rol_BookingAgent0000'] }],
    });
    await press('None', 'radio');
    await press('All users', 'radio');
    expect(screen.getByRole('radio', { name: 'All roles' })).toHaveProperty('checked', true);
    await press('Save changes');
    await vi.waitFor(() => {
      expect(patch).toHaveBeenCalledTimes(2);
    });
    expect(patch.mock.calls[1]?.[0].body).toEqual({
      grants: [{ role: 'editor-users', scope: { all: true }, mask: [] }],
    });
  });

  it('keeps them as ids where Rollcall cannot read roles, and takes no other text', async () => {
    const scopes = steppedUp.scopes.filter((scope) => scope !== 'read:roles');
    const patch = openEditor({ 'GET /api/me': () => json({ ...steppedUp, scopes }) });
    await screen.findByText(/The roles cannot be listed.*read:roles/);
    const ids = screen.getByRole('textbox', { name: 'Ids of roles' });
    await userEvent.type(ids, 'Booking Agent{Enter}');
    await screen.findByText(/The id of a role, such as/);
    await userEvent.clear(ids);
    await userEvent.type(ids, 'rol_BookingAgent0000{Enter}');
    await press('Save changes');
    await vi.waitFor(() => {
      expect(patch).toHaveBeenCalledOnce();
    });
    expect(patch.mock.calls[0]?.[0].body).toEqual({
      grants: [{ ...editing, assignableRoles: ['rol_BillingClerk0000', 'rol_BookingAgent0000'] }],
    });
  });

  it('is not asked which roles of the tenant where the team role gives none', async () => {
    open(sofia.id);
    await screen.findByRole('textbox', { name: 'Value' });
    expect(screen.queryByRole('radiogroup', { name: 'Roles of the tenant' })).toBeNull();
  });

  it('keeps what was typed when the change is refused', async () => {
    open(sofia.id, { [`PATCH /api/team/${sofia.id}`]: () => problem('last_admin') });
    await userEvent.type(await screen.findByRole('textbox', { name: 'Value' }), 'x');
    await press('Save changes');
    await screen.findByText('The team needs an Admin');
    expect(screen.getByRole('textbox', { name: 'Value' })).toHaveProperty('value', 'eux');
  });

  it('who is oneself cannot be changed, and the page says why', async () => {
    open(me.id);
    await screen.findByText('Nobody changes their own place in the team.');
    for (const name of ['Disable', 'Remove', 'View as', 'End sessions'])
      expect(screen.getByRole('button', { name })).toHaveProperty('disabled', true);
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('is removed once the address is typed, and not before', async () => {
    const { calls, addressNow } = open(sofia.id, {
      [`DELETE /api/team/${sofia.id}`]: () => new Response(null, { status: 204 }),
    });
    await press('Remove');
    const act = await screen.findByRole('button', { name: 'Remove from the team' });
    expect(act).toHaveProperty('disabled', true);
    await userEvent.type(await screen.findByRole('textbox', { name: /to confirm/ }), sofia.email ?? '');
    await userEvent.click(act);
    await vi.waitFor(() => {
      expect(addressNow()).toBe('/team');
    });
    expect(calls).toContain(`DELETE /api/team/${sofia.id}`);
  });

  it('is seen through: the app starts anew as them', async () => {
    open(sofia.id, { [`POST /api/team/${sofia.id}/view-as`]: () => new Response(null, { status: 204 }) });
    await press('View as');
    await press('View as Sofía Romero');
    await vi.waitFor(() => {
      expect(openAfresh).toHaveBeenCalledExactlyOnceWith('/users');
    });
  });

  it('is asked for a reason where the team wants one', async () => {
    const { calls } = open(sofia.id, {
      'GET /api/me': () => json({ ...steppedUp, reasonRequired: ['team:manage'] }),
      [`POST /api/team/${sofia.id}/disable`]: () => json({ ...sofia, status: 'disabled' }),
    });
    await press('Disable');
    const dialog = within(await screen.findByRole('alertdialog'));
    expect(dialog.getByRole('button', { name: 'Disable' })).toHaveProperty('disabled', true);
    await userEvent.type(dialog.getByRole('textbox', { name: /Reason/ }), 'Left us');
    await userEvent.click(dialog.getByRole('button', { name: 'Disable' }));
    await vi.waitFor(() => {
      expect(calls).toContain(`POST /api/team/${sofia.id}/disable`);
    });
  });
});

describe('an invitation', () => {
  it('ends with the link to pass on', async () => {
    const post = vi.fn<Answers[string]>(() =>
      json({ member: invited, link: 'https://rollcall.example/sign-in?invited=new' }, 201),
    );
    renderApp('/team/invite', { ...answers, 'POST /api/team': post });
    await userEvent.type(await screen.findByRole('textbox', { name: 'E-mail' }), 'new@rollcall.example');
    expect(screen.getByRole('button', { name: 'Invite' })).toHaveProperty('disabled', true);
    await press(/Team role/);
    await press(/^Support/, 'option');
    await press('Invite');
    expect(await screen.findByRole('textbox', { name: 'Link to sign in' })).toHaveProperty(
      'value',
      'https://rollcall.example/sign-in?invited=new',
    );
    expect(post.mock.calls[0]?.[0].body).toEqual({
      email: 'new@rollcall.example',
      grants: [{ role: 'support', scope: { all: true }, mask: [] }],
    });
  });

  it('does not offer a role that goes beyond one’s own, and says why', async () => {
    const limited = { ...me, grants: [{ role: 'viewer-users', scope: { all: true }, mask: [] }] };
    renderApp('/team/invite', { ...answers, 'GET /api/team': () => json({ members: [limited] }) });
    await press(/Team role/);
    const option = await screen.findByRole('option', { name: 'Support' });
    expect(option.getAttribute('aria-disabled')).toBe('true');
    expect(option.textContent).toContain('which you do not have');
  });
});

describe('a team role', () => {
  it('that is built in is there to read and to copy', async () => {
    renderApp('/team/roles/support', answers);
    await screen.findByText(/Built in, and cannot be changed/);
    expect(screen.getByText('Sofía Romero has this team role.')).toBeDefined();
    expect(screen.queryByRole('checkbox')).toBeNull();
    await press('Duplicate as new role', 'link');
    const box = await screen.findByRole('checkbox', { name: /Block and unblock users/ });
    expect(box).toHaveProperty('checked', true);
  });

  it('says which rows each permission opens', async () => {
    renderApp('/team/roles/new', answers);
    await screen.findByText('DELETE /api/users/:userId');
    expect(screen.getAllByText('Delete user').length).toBeGreaterThan(0);
  });

  it('is made of what is ticked', async () => {
    const post = vi.fn<Answers[string]>(() => json(roles.at(-1), 201));
    const { addressNow } = renderApp('/team/roles/new', { ...answers, 'POST /api/team/roles': post });
    await userEvent.type(await screen.findByRole('textbox', { name: 'Name' }), 'Spare');
    await press(/See users and their profiles/, 'checkbox');
    await press('Make the role');
    await vi.waitFor(() => {
      expect(addressNow()).toBe('/team/roles');
    });
    expect(post.mock.calls[0]?.[0].body).toEqual({ title: 'Spare', permissions: ['users:read'] });
  });

  it('cannot be deleted while somebody has it; one that nobody has can', async () => {
    const { calls } = renderApp('/team/roles/role_0123456789abcdef', {
      ...answers,
      'DELETE /api/team/roles/role_0123456789abcdeg': () => new Response(null, { status: 204 }),
    });
    expect(await screen.findByRole('button', { name: 'Delete' })).toHaveProperty('disabled', true);
    expect(screen.getByText('new@rollcall.example has this team role.')).toBeDefined();
    await press('Team roles', 'link');
    await press('Spare', 'link');
    await vi.waitFor(() => {
      expect(screen.getByRole('button', { name: 'Delete' })).toHaveProperty('disabled', false);
    });
    await press('Delete');
    await press('Delete the role');
    await vi.waitFor(() => {
      expect(calls).toContain('DELETE /api/team/roles/role_0123456789abcdeg');
    });
  });
});

describe('the settings of the team', () => {
  it('say which permissions need a reason, and are saved', async () => {
    const put = vi.fn<Answers[string]>(() => json({ reasonRequired: ['users:block', 'users:delete'] }));
    renderApp('/team/settings', { ...answers, 'PUT /api/team/settings': put });
    expect(await screen.findByRole('checkbox', { name: 'Delete users' })).toHaveProperty('checked', true);
    expect(screen.getByRole('checkbox', { name: /masked field/ })).toHaveProperty('disabled', true);
    await press('Block and unblock users', 'checkbox');
    await press('Save changes');
    await vi.waitFor(() => {
      expect(put.mock.calls[0]?.[0].body).toEqual({
        reasonRequired: ['users:block', 'users:delete'],
        approvalAbove: null,
      });
    });
  });
});

describe('seeing Rollcall as someone else', () => {
  it('says so on every page, closes what changes something, and stops', async () => {
    renderApp('/team/invite', {
      ...answers,
      'GET /api/me': () => json({ ...steppedUp, viewingAs: { id: sofia.id, name: 'Sofía Romero' } }),
      'DELETE /api/view-as': () => new Response(null, { status: 204 }),
    });
    const banner = await screen.findByRole('region', { name: 'You see Rollcall as someone else' });
    expect(banner.textContent).toContain('You see Rollcall as Sofía Romero does. Nothing can be changed.');
    await screen.findByText(/Nothing can be changed until you stop/);
    expect(screen.queryByRole('textbox')).toBeNull();
    await press('Stop');
    await vi.waitFor(() => {
      expect(openAfresh).toHaveBeenCalledExactlyOnceWith(`/team/${sofia.id}`);
    });
  });
});
