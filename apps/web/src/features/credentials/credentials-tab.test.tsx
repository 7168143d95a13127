// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import { Outlet } from '@tanstack/react-router';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { serve } from '../../testing/fake-bff.ts';
import { renderUserPage } from '../../testing/render-user-page.tsx';
import { ada, grace } from '../../testing/users.ts';
import { CredentialsTab } from './credentials-tab.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const secret = 'Wintermorgen77';

const field = () => screen.getByLabelText('New password');

async function open(user = ada) {
  const bff = serve(user);
  const page = renderUserPage(user.user_id, Outlet, CredentialsTab);
  await screen.findByRole('heading', { name: 'Password' });
  const press = (name: string) => page.person.click(screen.getByRole('button', { name }));
  return { ...page, bff, press };
}

describe('a new password', () => {
  test('is checked against the policy of the connection while it is typed', async () => {
    const { person } = await open();
    const rules = screen.getByRole('list', { name: 'What the password needs' });
    await person.type(field(), 'kurz');
    expect(rules.textContent).toContain('At least 8 characters: not met');
    expect(screen.getByRole('button', { name: 'Set password' })).toHaveProperty('disabled', true);
    await person.type(field(), 'UndLang1');
    expect(rules.textContent).toContain('At least 8 characters: met');
    expect(screen.getByRole('button', { name: 'Set password' })).toHaveProperty('disabled', false);
  });

  test('is set by an explicit act, and wiped from the page and every cache afterwards', async () => {
    const { bff, person, press, queryClient } = await open();
    await person.type(field(), secret);
    expect(bff.writes).toEqual([]);
    await press('Set password');
    await screen.findByText('Ada Lovelace has a new password.');
    expect(bff.writes).toMatchObject([
      { method: 'PUT', path: '/api/users/auth0|ada/password', body: { password: secret } },
    ]);
    expect(field()).toHaveProperty('value', '');
    const cached = JSON.stringify([
      queryClient
        .getQueryCache()
        .getAll()
        .map(({ state }) => state),
      queryClient
        .getMutationCache()
        .getAll()
        .map(({ state }) => state),
    ]);
    expect(cached).not.toContain(secret);
    expect(document.documentElement.outerHTML).not.toContain(secret);
  });

  test('can be generated, is shown then, and meets the policy', async () => {
    const { press } = await open();
    await press('Generate a password');
    expect(field()).toHaveProperty('type', 'text');
    expect(screen.getByRole('button', { name: 'Set password' })).toHaveProperty('disabled', false);
  });

  test('is hidden unless one looks, and no browser fills it in', async () => {
    await open();
    expect(field()).toHaveProperty('type', 'password');
    expect(field().getAttribute('autocomplete')).toBe('new-password');
  });

  test('that the tenant refuses is said under the field, and stays to be mended', async () => {
    const { bff, person, press } = await open();
    bff.refuse('password_refused', { errors: [{ field: 'password', detail: 'It is too common.' }] });
    await person.type(field(), secret);
    await press('Set password');
    await waitFor(() => {
      expect(field().getAttribute('aria-invalid')).toBe('true');
    });
    screen.getByText('It is too common.');
    expect(field()).toHaveProperty('value', secret);
  });

  test('says what follows: signed out, a block lifted, nobody told', async () => {
    await open({ ...ada, blocked: true });
    const words = screen.getByRole('complementary').textContent;
    expect(words).toContain('signed out');
    expect(words).toContain('block on this user is lifted');
    expect(words).toContain('The user is not told');
  });

  test('cannot be set without the permission, which is named', async () => {
    await open({ ...ada, permissions: ['users:read'] });
    expect(field()).toHaveProperty('disabled', true);
    screen.getByText(/password:set/);
  });
});

describe('a connection without passwords', () => {
  test('has no field, and a sentence that says why', async () => {
    await open(grace);
    expect(screen.queryByLabelText('New password')).toBeNull();
    screen.getByText("google-oauth2 keeps its users' passwords; each person changes theirs there.");
  });

  test('that cannot be read has no field either', async () => {
    await open({ ...ada, connection: null });
    expect(screen.queryByLabelText('New password')).toBeNull();
    screen.getByText(/connection cannot be read/);
  });
});
