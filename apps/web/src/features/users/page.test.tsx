// @vitest-environment jsdom
import type { Connection } from '@rollcall/shared/user/connection.ts';
import type { UserSummary } from '@rollcall/shared/user/user-summary.ts';
import { cleanup, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { admin, type Answers, json, problem, renderApp } from '../../testing/render-app.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const ada: UserSummary = {
  user_id: 'auth0|1',
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  email_verified: true,
  last_login: '2026-11-01T10:00:00.000Z',
  logins_count: 1234,
  created_at: '2026-10-01T10:00:00.000Z',
  identities: [{ connection: 'Username-Password-Authentication', provider: 'auth0', user_id: '1' }],
};
const blocked: UserSummary = {
  user_id: 'github|2',
  name: 'Bo Blocked',
  email: 'bo@example.com',
  email_verified: false,
  blocked: true,
  identities: [
    { connection: 'github', provider: 'github', user_id: '2' },
    { connection: 'email', provider: 'email', user_id: '3' },
  ],
};

const connection: Connection = {
  id: 'con_0000000000000001',
  name: 'email',
  strategy: 'email',
  options_readable: true,
  set_user_root_attributes: null,
  custom_database: false,
  identifiers: { email: 'required', phone_number: 'none', username: 'none' },
  username_length: { min: 1, max: 15 },
  password_policy: null,
};

function list(users: UserSummary[], members: object = {}) {
  return json({ users, start: 0, limit: 50, total: users.length, understood: 'all', took: 12, ...members });
}

const answers: Answers = {
  'GET /api/me': () => json(admin),
  'GET /api/users': () => list([ada, blocked]),
};

describe('the list of users', () => {
  it('shows who is there, their connection, their state, and totals', async () => {
    renderApp('/users', answers);
    const row = (await screen.findByRole('link', { name: 'Bo Blocked' })).closest('tr');
    expect(row).not.toBeNull();
    if (row === null) return;
    expect(within(row).getByText('github')).toBeTruthy();
    expect(within(row).getByText('+1')).toBeTruthy();
    for (const state of ['Blocked', 'E-mail unverified', 'Never signed in'])
      expect(within(row).getByText(state)).toBeTruthy();
    expect(screen.getByRole('status').textContent).toBe('1–2 of 2');
    expect(screen.getByText('1,234')).toBeTruthy();
  });

  it('is without what is hidden, and cannot be put in an order that would tell it', async () => {
    const { email: _email, email_verified: _verified, ...hidden } = ada;
    const masked = ['email', 'last_ip'];
    renderApp('/users', {
      'GET /api/me': () => json({ ...admin, masked }),
      'GET /api/users': () => list([hidden]),
    });
    const row = (await screen.findByRole('link', { name: 'Ada Lovelace' })).closest('tr');
    expect(row?.textContent).not.toContain('@');
    // A name is often made of the address.
    expect(screen.queryByRole('button', { name: 'User' })).toBeNull();
    expect(screen.getByRole('columnheader', { name: 'User' }).hasAttribute('aria-sort')).toBe(false);
    expect(screen.getByRole('button', { name: 'Sign-ins' })).toBeTruthy();
    expect(screen.queryByText('E-mail unverified')).toBeNull();
  });

  it('offers no such order on a phone either', async () => {
    renderApp(
      '/users',
      { ...answers, 'GET /api/me': () => json({ ...admin, masked: ['email'] }) },
      { isNarrow: true },
    );
    const choice = await screen.findByRole('combobox', { name: 'Sort by' });
    expect(choice.textContent).not.toContain('Name, A to Z');
    expect(choice.textContent).toContain('Newest first');
  });

  it('leads to the user by a real link', async () => {
    renderApp('/users', answers);
    const link = await screen.findByRole('link', { name: 'Ada Lovelace' });
    expect(decodeURIComponent(link.getAttribute('href') ?? '')).toBe('/users/auth0|1');
  });

  it('reads the question out of the address', async () => {
    const { calls } = renderApp('/users?q=ada&page=2&per_page=25&sort=name:1', answers);
    await screen.findByRole('link', { name: 'Ada Lovelace' });
    expect(calls).toContain('GET /api/users?q=ada&page=2&per_page=25&sort=name%3A1');
    expect(screen.getByRole('columnheader', { name: 'User' }).getAttribute('aria-sort')).toBe('ascending');
  });

  it('takes nonsense in the address for the default', async () => {
    const { calls } = renderApp('/users?page=-1&per_page=33&sort=password:1', answers);
    await screen.findByRole('link', { name: 'Ada Lovelace' });
    expect(calls).toContain('GET /api/users?page=0&per_page=50&sort=created_at%3A-1');
  });

  it('sorts by a head, and writes it into the address', async () => {
    const { addressNow } = renderApp('/users', answers);
    await userEvent.click(await screen.findByRole('button', { name: 'Last sign-in' }));
    await screen.findByRole('columnheader', { name: 'Last sign-in' });
    expect(addressNow()).toBe('/users?sort=last_login%3A-1');
    expect(screen.queryByRole('button', { name: 'Connection' })).toBeNull();
  });

  it('searches on Enter, says what it understood, and starts at the first page', async () => {
    const { calls, addressNow } = renderApp('/users?page=3', answers);
    await screen.findByRole('link', { name: 'Ada Lovelace' });
    await userEvent.keyboard('/');
    await userEvent.keyboard('ada@example.com{Enter}');
    expect(await screen.findByText('Exact e-mail')).toBeTruthy();
    await vi.waitFor(() => {
      expect(calls).toContain('GET /api/users?q=ada%40example.com&page=0&per_page=50&sort=created_at%3A-1');
    });
    expect(addressNow()).toBe('/users?q=ada%40example.com');
  });

  it('takes the id of an organization for the filter, and says so', async () => {
    const { calls, addressNow } = renderApp('/users', {
      ...answers,
      'POST /api/walks': () => problem('search_too_long'),
      'GET /api/filters/organizations': () => json({ organizations: [], complete: true, named: true }),
      'GET /api/filters/roles': () => json({ roles: [], complete: true }),
    });
    await screen.findByRole('link', { name: 'Ada Lovelace' });
    await userEvent.type(screen.getByRole('searchbox'), 'org_0123456789abcdef{Enter}');
    expect(await screen.findByText(/the id of an organization: the list is filtered by it/)).toBeTruthy();
    expect(addressNow()).toBe('/users?organization=org_0123456789abcdef');
    expect(screen.getByRole('searchbox')).toHaveProperty('value', '');
    expect(calls).toContain('POST /api/walks');
  });

  it('points at the fault of a query, keeps the rows, and asks nothing', async () => {
    const { calls } = renderApp('/users', answers);
    await screen.findByRole('link', { name: 'Ada Lovelace' });
    const asked = () => calls.filter((one) => one.startsWith('GET /api/users?'));
    const before = asked();
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search users' }), 'name:(ada{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('character 6');
    expect(screen.getByRole('table').getAttribute('aria-busy')).toBe('true');
    expect(screen.getByRole('link', { name: 'Ada Lovelace' })).toBeTruthy();
    expect(asked()).toEqual(before);
  });

  it('offers to clear a search that found nobody', async () => {
    const { addressNow } = renderApp('/users?q=nobody', {
      ...answers,
      'GET /api/users': ({ url }) => list(url.searchParams.has('q') ? [] : [ada]),
    });
    await userEvent.click(await screen.findByRole('link', { name: 'Clear the search' }));
    expect(await screen.findByRole('link', { name: 'Ada Lovelace' })).toBeTruthy();
    expect(addressNow()).toBe('/users');
  });

  it('says where Auth0 stops paging', async () => {
    renderApp('/users?page=19', {
      ...answers,
      'GET /api/users': () => list([ada], { start: 950, total: 2000 }),
    });
    expect(await screen.findByText(/first 1,000 results only/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Next page' })).toHaveProperty('disabled', true);
    expect(screen.getByRole('link', { name: 'Previous page' })).toBeTruthy();
  });

  it('walks the rows with j and k', async () => {
    renderApp('/users', answers);
    const first = await screen.findByRole('link', { name: 'Ada Lovelace' });
    first.scrollIntoView = () => undefined;
    const second = screen.getByRole('link', { name: 'Bo Blocked' });
    second.scrollIntoView = () => undefined;
    await userEvent.keyboard('j');
    expect(document.activeElement).toBe(first);
    await userEvent.keyboard('j');
    expect(document.activeElement).toBe(second);
    await userEvent.keyboard('k');
    expect(document.activeElement).toBe(first);
  });

  it('is as it was left when one comes back from a user', async () => {
    const { addressNow } = renderApp('/users?q=ada&page=2&sort=name%3A1', {
      ...answers,
      'GET /api/users/auth0%7C1': () => json({ ...ada, connection: null, permissions: [] }),
    });
    await userEvent.click(await screen.findByRole('link', { name: 'Ada Lovelace' }));
    await screen.findByRole('heading', { level: 1, name: 'Ada Lovelace' });
    expect(document.title).toBe('Ada Lovelace · Rollcall');
    const main = within(screen.getByRole('main'));
    await userEvent.click(main.getByRole('link', { name: 'Users' }));
    await screen.findByRole('table');
    expect(document.title).toBe('Users · Rollcall');
    expect(addressNow()).toBe('/users?q=ada&page=2&sort=name%3A1');
  });

  it('is as it was left when creating a user is cancelled', async () => {
    const { addressNow } = renderApp('/users?q=ada', {
      ...answers,
      'GET /api/connections': () => json({ connections: [connection] }),
    });
    await userEvent.click(await screen.findByRole('link', { name: 'Create user' }));
    await userEvent.click(await screen.findByRole('link', { name: 'Cancel' }));
    await screen.findByRole('table');
    expect(addressNow()).toBe('/users?q=ada');
  });

  it('starts anew by the main navigation', async () => {
    const { addressNow } = renderApp('/users?q=ada&page=2', answers);
    await screen.findByRole('table');
    const main = within(screen.getByRole('navigation', { name: 'Main' }));
    await userEvent.click(main.getByRole('link', { name: 'Users' }));
    await vi.waitFor(() => {
      expect(addressNow()).toBe('/users');
    });
  });

  it('shows cards on a phone', async () => {
    renderApp('/users', answers, { isNarrow: true });
    expect(await screen.findByRole('link', { name: 'Ada Lovelace' })).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.getByRole('list', { name: 'Users' })).toBeTruthy();
  });

  it('says what failed and tries again on request', async () => {
    let isBroken = true;
    renderApp('/users', {
      ...answers,
      'GET /api/users': () => (isBroken ? problem('internal_error') : list([ada])),
    });
    expect((await screen.findByRole('alert')).textContent).toContain('Rollcall failed');
    expect(screen.getByText('request-1')).toBeTruthy();
    isBroken = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('link', { name: 'Ada Lovelace' })).toBeTruthy();
  });

  it('names the missing scope instead of showing users', async () => {
    const scopes = admin.scopes.filter((scope) => scope !== 'read:users');
    renderApp('/users', {
      'GET /api/me': () => json({ ...admin, scopes }),
      'GET /api/users': () => problem('scope_missing', { missing: ['read:users'] }),
    });
    expect(await screen.findByText(/lacks read:users/)).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('disables creating users for who may not, and says why', async () => {
    const permissions = ['users:read'];
    renderApp('/users', { ...answers, 'GET /api/me': () => json({ ...admin, permissions }) });
    expect(await screen.findByRole('button', { name: 'Create user' })).toHaveProperty('disabled', true);
    expect(screen.getByText(/does not include users:create/)).toBeTruthy();
  });
});
