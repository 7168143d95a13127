// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { serve } from '../../testing/fake-bff.ts';
import { renderUserPage } from '../../testing/render-user-page.tsx';
import { ada, grace } from '../../testing/users.ts';
import { toastQueue } from '../../ui/toast.tsx';
import { UserPage } from './page.tsx';

afterEach(() => {
  toastQueue.clear();
  cleanup();
  vi.unstubAllGlobals();
});

async function open(user = ada) {
  const bff = serve(user);
  const page = renderUserPage(user.user_id, UserPage);
  await screen.findByRole('heading', { level: 1 });
  const press = (name: string) => page.person.click(screen.getByRole('button', { name }));
  return { ...page, bff, press };
}

describe('the header', () => {
  test('says who it is, where from, and in what state', async () => {
    await open({ ...grace, blocked: true, email_verified: false });
    const header = screen.getByRole('banner');
    for (const words of [
      'Grace Hopper',
      'grace@example.test',
      'google-oauth2|7',
      'Blocked',
      'E-mail unverified',
    ]) {
      expect(header.textContent).toContain(words);
    }
    expect(header.textContent).toContain('Profile set by google-oauth2');
  });

  test('says of nobody that they are blocked or have never signed in when it is not so', async () => {
    await open();
    expect(screen.queryByText('Blocked')).toBeNull();
    expect(screen.queryByText('Never signed in')).toBeNull();
  });

  test('says so when a user has never signed in', async () => {
    const { last_login: _login, logins_count: _count, ...never } = ada;
    await open(never);
    expect(screen.getByText('Never signed in')).toBeTruthy();
  });
});

describe('a user that cannot be shown', () => {
  test('is said to be missing or outside what one may see, with the way back', async () => {
    const bff = serve(ada);
    bff.isMissing = true;
    renderUserPage(ada.user_id, UserPage);
    await screen.findByText('There is no such user, or it is outside what you may see');
    expect(screen.getByRole('link', { name: 'All users' })).toBeTruthy();
  });
});

describe('blocking', () => {
  test('says what it does, asks, and can be undone', async () => {
    const { bff, press, person } = await open();
    await press('Block user');
    const dialog = await screen.findByRole('alertdialog', { name: 'Block Ada Lovelace?' });
    expect(dialog.textContent).toContain('can no longer sign in');
    expect(bff.writes).toEqual([]);
    await person.click(within(dialog).getByRole('button', { name: 'Block user' }));
    await screen.findByText('Blocked');
    await press('Undo');
    await waitFor(() => {
      expect(bff.user.blocked).toBe(false);
    });
  });

  test('is taken back at once, and that can be undone too', async () => {
    const { bff, press } = await open({ ...ada, blocked: true });
    await press('Unblock user');
    await screen.findByText('Ada Lovelace can sign in again.');
    expect(bff.user.blocked).toBe(false);
    await press('Undo');
    await waitFor(() => {
      expect(bff.user.blocked).toBe(true);
    });
  });

  test('and taking it back keep the focus on the button that does either', async () => {
    const { press, person } = await open();
    await press('Block user');
    const dialog = await screen.findByRole('alertdialog');
    await person.click(within(dialog).getByRole('button', { name: 'Block user' }));
    const button = await screen.findByRole('button', { name: 'Unblock user' });
    await waitFor(() => {
      expect(document.activeElement).toBe(button);
    });
    await press('Unblock user');
    await screen.findByText('Ada Lovelace can sign in again.');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Block user' }));
  });

  test('that is refused says so in its dialog', async () => {
    const { bff, press, person } = await open();
    bff.refuse('tenant_busy');
    await press('Block user');
    const dialog = await screen.findByRole('alertdialog');
    await person.click(within(dialog).getByRole('button', { name: 'Block user' }));
    expect(await within(dialog).findByText('The tenant is busy')).toBeTruthy();
  });

  test('says so when it cannot be undone', async () => {
    const { bff, press, person } = await open();
    await press('Block user');
    const dialog = await screen.findByRole('alertdialog');
    await person.click(within(dialog).getByRole('button', { name: 'Block user' }));
    await screen.findByText('Ada Lovelace is blocked.');
    bff.refuse('tenant_busy', { detail: 'Wait a little.' });
    await press('Undo');
    await screen.findByText('Ada Lovelace is still blocked. Wait a little.');
    expect(bff.user.blocked).toBe(true);
  });

  test('says so when taking it back cannot be undone', async () => {
    const { bff, press } = await open({ ...ada, blocked: true });
    await press('Unblock user');
    await screen.findByText('Ada Lovelace can sign in again.');
    bff.refuse('tenant_busy', { detail: 'Wait a little.' });
    await press('Undo');
    await screen.findByText('Ada Lovelace is not blocked. Wait a little.');
    expect(bff.user.blocked).toBe(false);
  });

  test('is disabled without the permission, which is named', async () => {
    await open({ ...ada, permissions: ['users:read'] });
    expect(screen.getByRole('button', { name: 'Block user' })).toHaveProperty('disabled', true);
    screen.getByRole('button', { name: /^Why not\? .*users:block/ });
  });
});

describe('deleting', () => {
  const linked = {
    ...ada,
    identities: [
      ...ada.identities,
      { connection: 'github', provider: 'github', user_id: '9', isSocial: true },
    ],
  };

  test('says what is lost, linked identities too, and waits for the e-mail address', async () => {
    const { bff, press, person } = await open(linked);
    await press('Delete user');
    const dialog = await screen.findByRole('alertdialog', { name: 'Delete Ada Lovelace?' });
    expect(dialog.textContent).toContain('the linked identity of github');
    const confirm = within(dialog).getByRole('button', { name: 'Delete user' });
    const field = within(dialog).getByRole('textbox', { name: 'Type ada@example.test to confirm' });
    await person.type(field, 'ada@example.tes');
    expect(confirm).toHaveProperty('disabled', true);
    await person.type(field, 't');
    await person.click(confirm);
    await screen.findByRole('heading', { name: 'All users' });
    expect(bff.writes).toMatchObject([{ method: 'DELETE', path: '/api/users/auth0|ada' }]);
  });

  test('waits for the user_id of someone without an e-mail address', async () => {
    const { email: _email, ...nameless } = ada;
    const { press } = await open(nameless);
    await press('Delete user');
    expect(await screen.findByRole('textbox', { name: 'Type auth0|ada to confirm' })).toBeTruthy();
  });

  test('that failed says so and keeps the user', async () => {
    const { bff, press, person, router } = await open();
    bff.refuse('tenant_busy', { retryAfter: 3 });
    await press('Delete user');
    await person.type(await screen.findByRole('textbox'), 'ada@example.test{Enter}');
    await screen.findByText('The tenant is busy');
    expect(router.state.location.pathname).toContain('auth0');
  });

  test('is disabled without the scope, which is named', async () => {
    const bff = serve(ada);
    bff.scopes = ['read:users', 'update:users'];
    renderUserPage(ada.user_id, UserPage);
    expect(await screen.findByRole('button', { name: 'Delete user' })).toHaveProperty('disabled', true);
    screen.getByRole('button', { name: /^Why not\? .*delete:users/ });
  });
});
