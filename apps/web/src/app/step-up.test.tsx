// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { keepForms } from '../lib/kept-form.ts';
import { admin, json, problem, renderApp } from '../testing/render-app.tsx';
import { ada } from '../testing/users.ts';
import { dismissStepUp } from './step-up.ts';

afterEach(() => {
  dismissStepUp();
  cleanup();
  sessionStorage.clear();
  vi.unstubAllGlobals();
});

const steppedUp = { ...admin, steppedUpUntil: '2999-01-01T00:00:00.000Z' };

async function openDeletion(me = admin) {
  renderApp('/users/auth0%7Cada', {
    'GET /api/me': () => json(me),
    'GET /api/users/auth0%7Cada': () => json(ada),
    'DELETE /api/users/auth0%7Cada': () => problem('step_up_required'),
  });
  const person = userEvent.setup();
  await person.click(await screen.findByRole('button', { name: 'Delete user' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Delete Ada Lovelace?' });
  return { person, dialog };
}

describe('an act that needs a fresh sign-in', () => {
  it('says so before anything is typed', async () => {
    const { dialog } = await openDeletion();
    expect(dialog.textContent).toContain('You will be asked to sign in again.');
  });

  it('says nothing of it where one has just signed in', async () => {
    const { dialog } = await openDeletion(steppedUp);
    expect(dialog.textContent).not.toContain('You will be asked to sign in again.');
  });

  it('asks to confirm who one is, and is no lost session', async () => {
    const { person, dialog } = await openDeletion();
    await person.type(within(dialog).getByRole('textbox'), 'ada@example.test{Enter}');
    const asked = await screen.findByRole('alertdialog', { name: 'Confirm that it is you' });
    expect(screen.queryByText('Your session has ended')).toBeNull();
    await person.click(within(asked).getByRole('button', { name: 'Not now' }));
    expect(await within(dialog).findByDisplayValue('ada@example.test')).toBeTruthy();
  });

  it('is as it was when one comes back', async () => {
    const { person, dialog } = await openDeletion();
    await person.type(within(dialog).getByRole('textbox'), 'ada@exa');
    keepForms();
    cleanup();
    renderApp('/users/auth0%7Cada', {
      'GET /api/me': () => json(steppedUp),
      'GET /api/users/auth0%7Cada': () => json(ada),
    });
    expect(await screen.findByDisplayValue('ada@exa')).toBeTruthy();
  });
});
