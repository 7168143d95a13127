// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { JsonEditorProps } from '../../ui/json-editor-view.tsx';
import { serve } from '../../testing/fake-bff.ts';
import { renderUserPage } from '../../testing/render-user-page.tsx';
import { ada } from '../../testing/users.ts';
import { toastQueue } from '../../ui/toast.tsx';
import { MetadataTab } from './metadata-tab.tsx';
import { UserPage } from './page.tsx';

// CodeMirror measures its text, and jsdom has no layout.
vi.mock('../../ui/json-editor.tsx', () => ({
  JsonEditor: ({ label, value, onChange }: JsonEditorProps) => (
    <textarea
      aria-label={label}
      value={value}
      readOnly={onChange === undefined}
      onChange={(event) => onChange?.(event.target.value)}
    />
  ),
}));

afterEach(() => {
  toastQueue.clear();
  cleanup();
  vi.unstubAllGlobals();
});

const editor = (name: string) => screen.getByRole('textbox', { name });

function type(name: string, value: unknown) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  fireEvent.change(editor(name), { target: { value: text } });
}

async function open(user = ada, scopes?: readonly string[]) {
  const bff = serve(user);
  if (scopes !== undefined) bff.scopes = scopes;
  const page = renderUserPage(user.user_id, UserPage, MetadataTab);
  await screen.findByRole('form', { name: 'Metadata' });
  const press = (name: string) => page.person.click(screen.getByRole('button', { name }));
  return { ...page, bff, press };
}

describe('metadata', () => {
  test('are saved as merge patches of what changed', async () => {
    const { bff, press } = await open();
    type('app_metadata', { plan: { tier: 'pro' } });
    await press('Save changes');
    await screen.findByText('Saved app_metadata.');
    expect(bff.writes).toMatchObject([
      { body: { app_metadata: { plan: { tier: 'pro', seats: null } } }, ifMatch: '"1"' },
    ]);
    expect(bff.user.app_metadata).toEqual({ plan: { tier: 'pro' } });
  });

  test('keep what is typed while a save is under way, still to be saved', async () => {
    const { bff, press } = await open();
    const { promise, resolve } = Promise.withResolvers<void>();
    bff.held = promise;
    type('user_metadata', { theme: 'dark' });
    await press('Save changes');
    type('user_metadata', { theme: 'dark', language: 'fr' });
    resolve();
    await screen.findByText('Saved user_metadata.');
    expect(bff.user.user_metadata).toEqual({ theme: 'dark' });
    await press('Save changes');
    await waitFor(() => {
      expect(bff.user.user_metadata).toEqual({ theme: 'dark', language: 'fr' });
    });
  });

  test('keep a text that is half typed when a save ends, and what others changed meanwhile', async () => {
    const { bff, press } = await open();
    const { promise, resolve } = Promise.withResolvers<void>();
    bff.held = promise;
    type('user_metadata', { theme: 'dark' });
    await press('Save changes');
    type('user_metadata', '{"theme":"dark","language":');
    bff.change({ app_metadata: { plan: { tier: 'team' } } });
    resolve();
    await screen.findByText('Saved user_metadata.');
    expect(editor('user_metadata')).toHaveProperty('value', '{"theme":"dark","language":');
    type('user_metadata', { theme: 'dark', language: 'fr' });
    await press('Save changes');
    await waitFor(() => {
      expect(bff.user.user_metadata).toEqual({ theme: 'dark', language: 'fr' });
    });
    expect(bff.user.app_metadata).toEqual({ plan: { tier: 'team', seats: 1 } });
  });

  test('cannot be read again while a text is not JSON, which would be lost', async () => {
    const { bff, press } = await open();
    type('app_metadata', { plan: { tier: 'pro', seats: 1 } });
    bff.refuse('outcome_unknown');
    await press('Save changes');
    const reload = await screen.findByRole('button', { name: 'Reload this user' });
    type('user_metadata', '{"theme":');
    expect(reload).toHaveProperty('disabled', true);
    type('user_metadata', { theme: 'dark' });
    expect(reload).toHaveProperty('disabled', false);
    await press('Reload this user');
    await waitFor(() => {
      expect(editor('user_metadata')).toHaveProperty('value', JSON.stringify({ theme: 'dark' }, null, 2));
    });
  });

  test('with a fault cannot be saved, and the fault is named by its path', async () => {
    await open();
    type('app_metadata', { plan: { tier: null }, email: 'x' });
    const faults = screen.getByRole('list', { name: 'What is wrong with app_metadata' });
    expect(faults.textContent).toContain('plan.tier null cannot be stored here; leave the key out.');
    expect(faults.textContent).toContain('email Auth0 keeps the key email for itself in app_metadata.');
    expect(screen.getByRole('button', { name: 'Save changes' })).toHaveProperty('disabled', true);
  });

  test('that are not JSON cannot be saved', async () => {
    await open();
    type('user_metadata', '{"theme":');
    expect(screen.getByRole('list', { name: 'What is wrong with user_metadata' }).textContent).toContain(
      'not JSON yet',
    );
    expect(screen.getByRole('button', { name: 'Save changes' })).toHaveProperty('disabled', true);
  });

  test('that are only written differently are no change', async () => {
    await open();
    type('user_metadata', '{ "theme"   : "light" }');
    expect(screen.queryByRole('region', { name: 'Unsaved changes' })).toBeNull();
  });

  test('show how much of the size that Auth0 allows the profile takes', async () => {
    await open();
    type('user_metadata', { notes: 'x'.repeat(11_000) });
    expect(screen.getByRole('meter', { name: 'Profile size' }).getAttribute('aria-valuetext')).toMatch(
      /^11\.\d KB of 10 KB/,
    );
    screen.getByText(/Auth0 has announced this limit/);
  });
});

describe('what may be edited', () => {
  test('is app_metadata alone with a token that may only write app_metadata', async () => {
    await open(ada, ['read:users', 'update:users_app_metadata']);
    expect(editor('app_metadata')).toHaveProperty('readOnly', false);
    expect(editor('user_metadata')).toHaveProperty('readOnly', true);
    expect(screen.getByRole('region', { name: 'user_metadata' }).textContent).toContain('update:users');
  });

  test('is user_metadata alone for whom has no permission for app_metadata', async () => {
    await open({ ...ada, permissions: ['users:read', 'user_metadata:edit'] });
    expect(editor('user_metadata')).toHaveProperty('readOnly', false);
    expect(editor('app_metadata')).toHaveProperty('readOnly', true);
    expect(screen.getByRole('region', { name: 'app_metadata' }).textContent).toContain('app_metadata:edit');
  });
});

describe('a change by someone else meanwhile', () => {
  test('conflicts key by key: the choice is saved, and their other keys stay', async () => {
    const { bff, press, person } = await open();
    type('app_metadata', { plan: { tier: 'pro', seats: 1 } });
    bff.change({ app_metadata: { plan: { tier: 'team', seats: 5 } } });
    await press('Save changes');
    const dialog = await screen.findByRole('alertdialog', {
      name: 'Someone else changed this user meanwhile',
    });
    const choice = within(dialog).getByRole('radiogroup', { name: 'app_metadata.plan.tier' });
    expect(dialog.textContent).toContain('Also changed by them, and kept: app_metadata.plan.seats.');
    await person.click(within(choice).getByRole('radio', { name: 'Use mine' }));
    await person.click(within(dialog).getByRole('button', { name: 'Save changes' }));
    await waitFor(() => {
      expect(bff.user.app_metadata).toEqual({ plan: { tier: 'pro', seats: 5 } });
    });
  });
});
