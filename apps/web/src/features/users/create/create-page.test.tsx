// @vitest-environment jsdom
import type { Connection } from '@rollcall/shared/user/connection.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import type { UserSummary } from '@rollcall/shared/user/user-summary.ts';
import { cleanup, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { admin, type Answers, json, problem, renderApp } from '../../../testing/render-app.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const database: Connection = {
  id: 'con_0000000000000001',
  name: 'Username-Password-Authentication',
  strategy: 'auth0',
  options_readable: true,
  set_user_root_attributes: null,
  custom_database: false,
  identifiers: { email: 'required', phone_number: 'none', username: 'none' },
  username_length: { min: 1, max: 15 },
  password_policy: {
    minLength: 8,
    characterTypes: ['lowercase', 'uppercase', 'number'],
    requiredTypes: 3,
    noIdenticalInARow: false,
    noSequence: false,
    noPersonalInfo: false,
    dictionary: false,
    history: 0,
  },
};
const sms: Connection = {
  ...database,
  id: 'con_0000000000000002',
  name: 'sms',
  strategy: 'sms',
  identifiers: { email: 'none', phone_number: 'required', username: 'none' },
  password_policy: null,
};
const google: Connection = {
  ...database,
  id: 'con_0000000000000003',
  name: 'google-oauth2',
  strategy: 'google-oauth2',
};

const created: UserDetail = {
  user_id: 'auth0|9',
  name: 'Grace Hopper',
  email: 'grace@example.com',
  identities: [{ connection: database.name, provider: 'auth0', user_id: '9' }],
  connection: database,
  permissions: admin.permissions,
  masked: [],
};

const answers: Answers = {
  'GET /api/me': () => json(admin),
  'GET /api/connections': () => json({ connections: [database, google, sms] }),
  'GET /api/users': () => found([]),
};

function found(users: readonly UserSummary[], total = users.length) {
  return json({ users, start: 0, limit: 3, total, understood: 'email', took: 12 });
}

async function fillIn() {
  await userEvent.type(await screen.findByRole('textbox', { name: 'E-mail' }), 'grace@example.com');
  await userEvent.type(screen.getByLabelText('Password'), 'Sunflower12');
}

function submit() {
  return userEvent.click(screen.getByRole('button', { name: 'Create user' }));
}

describe('the form for a new user', () => {
  it('sends what was typed, and goes to the new user', async () => {
    const bodies: unknown[] = [];
    const { addressNow } = renderApp('/users/new', {
      ...answers,
      'POST /api/users': ({ body }) => {
        bodies.push(body);
        return json(created, 201);
      },
      'GET /api/users/auth0%7C9': () => json(created),
    });
    await fillIn();
    await submit();
    expect(await screen.findByText('Grace Hopper was created.')).toBeTruthy();
    expect(decodeURIComponent(addressNow())).toBe('/users/auth0|9');
    expect(bodies).toEqual([
      {
        connection: 'Username-Password-Authentication',
        email: 'grace@example.com',
        email_verified: false,
        verify_email: true,
        password: 'Sunflower12',
      },
    ]);
  });

  it('keeps the password out of every cache', async () => {
    const { queryClient } = renderApp('/users/new', {
      ...answers,
      'POST /api/users': () => problem('internal_error'),
    });
    await fillIn();
    await submit();
    await screen.findByText('Rollcall failed');
    const cached = [...queryClient.getMutationCache().getAll(), ...queryClient.getQueryCache().getAll()];
    expect(JSON.stringify(cached.map(({ state }) => state))).not.toContain('Sunflower12');
  });

  it('follows the connection: a passwordless one has a phone number and no password', async () => {
    renderApp('/users/new', answers);
    expect(await screen.findByLabelText('Password')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: /Connection/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'sms' }));
    expect(await screen.findByRole('textbox', { name: 'Phone number' })).toBeTruthy();
    expect(screen.queryByLabelText('Password')).toBeNull();
    expect(screen.queryByRole('textbox', { name: 'E-mail' })).toBeNull();
  });

  it('shows a connection in which nobody can create users, disabled, and says why', async () => {
    renderApp('/users/new', answers);
    await userEvent.click(await screen.findByRole('button', { name: /Connection/ }));
    const option = await screen.findByRole('option', { name: 'google-oauth2' });
    expect(option.getAttribute('aria-disabled')).toBe('true');
    expect(option.textContent).toContain('users appear when they first sign in');
  });

  it('sends nothing while something is missing, and says what', async () => {
    const { calls } = renderApp('/users/new', answers);
    await screen.findByRole('textbox', { name: 'E-mail' });
    await submit();
    expect(await screen.findByText('Username-Password-Authentication requires it.')).toBeTruthy();
    expect(calls.filter((call) => call.startsWith('POST'))).toEqual([]);
  });

  it('ticks off the policy while typing, and fills in a password that meets it', async () => {
    renderApp('/users/new', answers);
    const rules = await screen.findByRole('list', { name: 'What the password needs' });
    expect(rules.textContent).toContain('At least 8 characters: needed');
    await userEvent.click(screen.getByRole('button', { name: 'Generate a password' }));
    await vi.waitFor(() => {
      expect(rules.textContent).toContain('At least 8 characters: met');
    });
    expect(rules.textContent).not.toContain('not met');
    expect(screen.getByLabelText('Password')).toHaveProperty('type', 'text');
  });

  it('puts a refusal under its field and leads to the user who is there already', async () => {
    renderApp('/users/new', {
      ...answers,
      'POST /api/users': () =>
        problem('already_exists', {
          errors: [{ field: 'email', detail: 'The connection has a user with it already.' }],
        }),
    });
    await fillIn();
    await submit();
    expect(await screen.findByText('The connection has a user with it already.')).toBeTruthy();
    const link = screen.getByRole('link', { name: 'Find grace@example.com' });
    expect(link.getAttribute('href')).toBe('/users?q=grace%40example.com');
    expect(link.getAttribute('target')).toBe('_blank');
  });

  it('tells before the attempt who has it already, and lets it be tried all the same', async () => {
    const elsewhere = { connection: google.name, provider: google.strategy, user_id: '7' };
    const holders: UserSummary[] = [
      { user_id: 'auth0|7', name: 'Grace One', identities: created.identities },
      { user_id: 'google-oauth2|7', name: 'Grace Two', identities: [elsewhere] },
    ];
    let known = holders.slice(1);
    const { calls } = renderApp('/users/new', {
      ...answers,
      'GET /api/users': () => found(known, known.length + 1),
    });
    await userEvent.click(await screen.findByRole('textbox', { name: 'E-mail' }));
    await userEvent.paste('grace@example.com');
    const list = await screen.findByRole('list', { name: 'Users with this e-mail address' });
    expect(list.textContent).toBe('Grace Two in google-oauth2and 1 more');
    expect(screen.getByText('Somebody has this e-mail address already')).toBeTruthy();
    const link = screen.getByRole('link', { name: 'Grace Two' });
    expect(link.getAttribute('href')).toBe('/users/google-oauth2|7');
    expect(link.getAttribute('target')).toBe('_blank');
    expect(screen.getByRole('button', { name: 'Create user' })).toHaveProperty('disabled', false);
    expect(calls.filter((call) => call.startsWith('GET /api/users?'))).toEqual([
      'GET /api/users?q=grace%40example.com&per_page=3',
    ]);
    known = holders;
    await userEvent.type(screen.getByRole('textbox', { name: 'E-mail' }), '.test');
    expect(
      await screen.findByText('This e-mail address is taken in Username-Password-Authentication'),
    ).toBeTruthy();
  });

  it.each([
    ['cannot see the address', { masked: ['email'] }],
    ['cannot see users', { permissions: ['users:create'] }],
  ])('looks nobody up for somebody who %s', async (_who, less) => {
    const { calls } = renderApp('/users/new', {
      ...answers,
      'GET /api/me': () => json({ ...admin, ...less }),
      'POST /api/users': () => problem('already_exists'),
    });
    await fillIn();
    await new Promise((resolve) => {
      setTimeout(resolve, 600);
    });
    expect(calls.filter((call) => call.startsWith('GET /api/users?'))).toEqual([]);
  });

  it('forgets a refusal when another connection is chosen, and keeps what was typed', async () => {
    const email: Connection = { ...sms, name: 'email', strategy: 'email', identifiers: database.identifiers };
    renderApp('/users/new', {
      ...answers,
      'GET /api/connections': () => json({ connections: [database, email] }),
      'POST /api/users': () =>
        problem('already_exists', {
          errors: [{ field: 'email', detail: 'The connection has a user with it already.' }],
        }),
    });
    await fillIn();
    await submit();
    expect(await screen.findByText('There is such a user already')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: /Connection/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'email' }));
    await vi.waitFor(() => {
      expect(screen.queryByText('There is such a user already')).toBeNull();
    });
    expect(screen.queryByText('The connection has a user with it already.')).toBeNull();
    expect(screen.getByRole('textbox', { name: 'E-mail' })).toHaveProperty('value', 'grace@example.com');
  });

  it('asks before typed input is lost', async () => {
    renderApp('/users/new', {
      ...answers,
      'GET /api/users': () => json({ users: [], start: 0, limit: 50, total: 0, understood: 'all', took: 12 }),
    });
    await userEvent.type(await screen.findByRole('textbox', { name: 'E-mail' }), 'g');
    await userEvent.click(screen.getByRole('link', { name: 'Cancel' }));
    expect(await screen.findByRole('alertdialog', { name: 'Leave without saving?' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Stay' }));
    expect(screen.getByRole('textbox', { name: 'E-mail' })).toHaveProperty('value', 'g');
    await userEvent.click(screen.getByRole('link', { name: 'Cancel' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Leave without saving' }));
    expect(await screen.findByRole('heading', { name: 'Users' })).toBeTruthy();
  });

  it('leaves without asking when nothing was typed', async () => {
    renderApp('/users/new', {
      ...answers,
      'GET /api/users': () => json({ users: [], start: 0, limit: 50, total: 0, understood: 'all', took: 12 }),
    });
    await screen.findByRole('textbox', { name: 'E-mail' });
    await userEvent.click(screen.getByRole('link', { name: 'Cancel' }));
    expect(await screen.findByRole('heading', { name: 'Users' })).toBeTruthy();
  });

  it('keeps everything when the session ends, until the same person is signed in again', async () => {
    let isSignedIn = true;
    renderApp('/users/new', {
      ...answers,
      'GET /api/me': () => (isSignedIn ? json(admin) : problem('not_signed_in')),
      'POST /api/users': () => problem('not_signed_in'),
    });
    await fillIn();
    isSignedIn = false;
    await submit();
    expect(await screen.findByRole('alertdialog', { name: 'Your session has ended' })).toBeTruthy();
    expect(screen.getAllByText('Your session has ended')).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
    expect(await screen.findByText('You are not signed in yet.')).toBeTruthy();
    isSignedIn = true;
    await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
    await vi.waitFor(() => {
      expect(screen.queryByRole('alertdialog', { name: 'Your session has ended' })).toBeNull();
    });
    expect(screen.getByRole('textbox', { name: 'E-mail' })).toHaveProperty('value', 'grace@example.com');
  });

  it('does not let someone else continue with what one typed', async () => {
    let member = admin.member;
    renderApp('/users/new', {
      ...answers,
      'GET /api/me': () => json({ ...admin, member }),
      'POST /api/users': () => problem('not_signed_in'),
    });
    await fillIn();
    await submit();
    await screen.findByRole('alertdialog', { name: 'Your session has ended' });
    member = { ...member, id: 'auth0|somebody-else' };
    await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
    expect(await screen.findByText(/Someone else is signed in now/)).toBeTruthy();
    expect(screen.getByRole('alertdialog', { name: 'Your session has ended' })).toBeTruthy();
  });

  it('is not there for who may not create users', async () => {
    const permissions = ['users:read'];
    const { calls } = renderApp('/users/new', { 'GET /api/me': () => json({ ...admin, permissions }) });
    expect(await screen.findByText(/does not include users:create/)).toBeTruthy();
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(calls).not.toContain('GET /api/connections');
  });
});
