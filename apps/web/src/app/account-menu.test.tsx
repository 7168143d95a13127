// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { hasUnsavedChanges } from '../lib/unsaved-changes.ts';
import { admin, json, problem, renderApp } from '../testing/render-app.tsx';
import { ada } from '../testing/users.ts';
import { toastQueue } from '../ui/toast.tsx';

afterEach(() => {
  toastQueue.clear();
  cleanup();
  vi.unstubAllGlobals();
});

async function signOutFromUser(logout: () => Response, typed = '') {
  const { calls } = renderApp('/users/auth0%7Cada/profile', {
    'GET /api/me': () => json(admin),
    'GET /api/users/auth0%7Cada': () => json(ada),
    'GET /api/custom-fields': () => json({ fields: [] }),
    'POST /auth/logout': logout,
  });
  const person = userEvent.setup();
  const field = await screen.findByRole('textbox', { name: 'Nickname' });
  if (typed !== '') await person.type(field, typed);
  await person.click(await screen.findByRole('button', { name: /^Account/ }));
  await person.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
  const press = async (name: string) => person.click(await screen.findByRole('button', { name }));
  const hasSignedOut = () => calls.includes('POST /auth/logout');
  return { press, hasSignedOut };
}

// jsdom cannot leave a page, but go to another place of it.
const done = () => json({ location: `${window.location.origin}/#signed-out` });

describe('signing out', () => {
  it('asks first where something is not saved, and leaves the session alone when one stays', async () => {
    const { press, hasSignedOut } = await signOutFromUser(done, 'x');
    await press('Stay');
    expect(hasSignedOut()).toBe(false);
    expect(screen.getByRole('textbox', { name: 'Nickname' })).toHaveProperty('value', 'adax');
    expect(hasUnsavedChanges()).toBe(true);
  });

  it('leaves without a second question once that is confirmed', async () => {
    const { press, hasSignedOut } = await signOutFromUser(done, 'x');
    await press('Leave without saving');
    await vi.waitFor(() => {
      expect(hasSignedOut()).toBe(true);
      expect(hasUnsavedChanges()).toBe(false);
    });
  });

  it('goes on guarding what was typed when it did not work', async () => {
    const { press } = await signOutFromUser(() => problem('store_unavailable'), 'x');
    await press('Leave without saving');
    await screen.findByText('Signing out did not work. You are still signed in.');
    expect(hasUnsavedChanges()).toBe(true);
  });

  it('asks nothing where everything is saved', async () => {
    const { hasSignedOut } = await signOutFromUser(done);
    await vi.waitFor(() => {
      expect(hasSignedOut()).toBe(true);
    });
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });
});
