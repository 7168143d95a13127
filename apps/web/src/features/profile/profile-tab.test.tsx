// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type FakeBff, serve } from '../../testing/fake-bff.ts';
import { renderUserPage } from '../../testing/render-user-page.tsx';
import { ada, google, grace } from '../../testing/users.ts';
import { toastQueue } from '../../ui/toast.tsx';
import { UserPage } from './page.tsx';
import { ProfileTab } from './profile-tab.tsx';

afterEach(() => {
  toastQueue.clear();
  cleanup();
  vi.unstubAllGlobals();
});

const field = (name: string) => screen.getByRole('textbox', { name });

async function open(user = ada, arrange: (bff: FakeBff) => void = () => undefined) {
  const bff = serve(user);
  arrange(bff);
  const page = renderUserPage(user.user_id, UserPage, ProfileTab);
  await screen.findByRole('form', { name: 'Profile' });
  const type = async (name: string, text: string) => {
    await page.person.clear(field(name));
    if (text !== '') await page.person.type(field(name), text);
  };
  const press = (name: string) => page.person.click(screen.getByRole('button', { name }));
  return { ...page, bff, type, press };
}

describe('what can be edited', () => {
  test('the names of a Google user are locked, and say who sets them and the way out', async () => {
    await open(grace);
    expect(field('Name')).toHaveProperty('readOnly', true);
    expect(field('Name')).toHaveProperty('value', 'Grace Hopper');
    const group = screen.getByRole('region', { name: 'Name and picture' });
    expect(group.textContent).toContain('Set by google-oauth2 at each sign-in.');
    expect(group.textContent).toContain('Sync user profile attributes at each login');
    expect(within(group).getByRole('button', { name: 'Copy name' })).toBeTruthy();
  });

  test('the names of a user whose connection syncs at the first sign-in only can be edited', async () => {
    await open({
      ...grace,
      connection: { ...google, set_user_root_attributes: 'on_first_login' },
    });
    expect(field('Name')).toHaveProperty('readOnly', false);
  });

  test('without the permission every field is read-only, and the permission is named', async () => {
    await open({ ...ada, permissions: ['users:read'] });
    expect(field('Name')).toHaveProperty('readOnly', true);
    expect(screen.getByRole('region', { name: 'Name and picture' }).textContent).toContain('users:edit');
  });

  test('without the scope every field is read-only, and the scope is named', async () => {
    await open(ada, (bff) => {
      bff.scopes = ['read:users', 'read:connections', 'read:connections_options'];
    });
    expect(field('E-mail')).toHaveProperty('readOnly', true);
    expect(screen.getByRole('region', { name: 'Name and picture' }).textContent).toContain('update:users');
  });
});

describe('saving', () => {
  test('sends what changed and nothing else, based on the version that was shown', async () => {
    const { bff, type, press } = await open();
    await type('Nickname', 'countess');
    await press('Save changes');
    await screen.findByText('Saved 1 change.');
    expect(bff.writes).toEqual([
      { method: 'PATCH', path: '/api/users/auth0|ada', body: { nickname: 'countess' }, ifMatch: '"1"' },
    ]);
    expect(screen.queryByRole('button', { name: 'Save changes' })).toBeNull();
  });

  test('is not offered while nothing is changed', async () => {
    const { type } = await open();
    await type('Nickname', 'x');
    await type('Nickname', 'ada');
    expect(screen.queryByRole('button', { name: 'Save changes' })).toBeNull();
  });

  test('does not send what cannot be right, and says so under the field', async () => {
    const { bff, type, press } = await open();
    await type('E-mail', 'nonsense');
    await press('Save changes');
    await screen.findByText('Does not look like an e-mail address.');
    expect(bff.writes).toEqual([]);
  });

  test('does not empty a name that Auth0 would keep, and says so', async () => {
    const { bff, type, press } = await open();
    await type('Name', '');
    await press('Save changes');
    await screen.findByText('Auth0 keeps this for users of Customers: it can be changed, not removed.');
    expect(bff.writes).toEqual([]);
  });

  test('can be reviewed first, as before and after', async () => {
    const { type, press } = await open();
    await type('Nickname', 'countess');
    await press('Review');
    const dialog = await screen.findByRole('dialog', { name: 'Review 1 change' });
    expect(within(dialog).getByRole('listitem').textContent).toBe('Nicknameadacountess');
  });

  test('can be reviewed with a fault in it, which stays to be mended', async () => {
    const { type, press } = await open();
    await type('E-mail', 'not an address');
    await press('Review');
    const dialog = await screen.findByRole('dialog', { name: 'Review 1 change' });
    expect(within(dialog).getByRole('listitem').textContent).toContain('not an address');
    await press('Back to the form');
    expect(field('E-mail')).toHaveProperty('value', 'not an address');
  });

  test('lands a refusal under its field and keeps what was typed', async () => {
    const { bff, type, press } = await open();
    bff.refuse('already_exists', { errors: [{ field: 'email', detail: 'Another user has it.' }] });
    await type('E-mail', 'grace@example.test');
    await press('Save changes');
    await waitFor(() => {
      expect(field('E-mail').getAttribute('aria-invalid')).toBe('true');
    });
    expect(field('E-mail')).toHaveProperty('value', 'grace@example.test');
  });

  test('puts a field back that was found locked, keeps the rest, and says so', async () => {
    const { bff, type, press } = await open();
    bff.refuse('field_locked', { errors: [{ field: 'nickname', detail: 'Set elsewhere.' }] });
    await type('Nickname', 'countess');
    await type('Given name', 'Augusta');
    await press('Save changes');
    await screen.findByText('A field has been locked meanwhile');
    expect(field('Nickname')).toHaveProperty('value', 'ada');
    expect(field('Given name')).toHaveProperty('value', 'Augusta');
  });

  test('keeps what is typed while it is under way, still to be saved', async () => {
    const { bff, type, press } = await open();
    const { promise, resolve } = Promise.withResolvers<void>();
    bff.held = promise;
    await type('Nickname', 'countess');
    await press('Save changes');
    await type('Given name', 'Augusta');
    await type('Nickname', 'enchantress');
    resolve();
    await screen.findByText('Saved 1 change.');
    expect(bff.user).toMatchObject({ nickname: 'countess', given_name: 'Ada' });
    expect(field('Given name')).toHaveProperty('value', 'Augusta');
    expect(field('Nickname')).toHaveProperty('value', 'enchantress');
    await press('Save changes');
    await screen.findByText('Saved 2 changes.');
    expect(bff.writes.at(-1)).toMatchObject({
      body: { nickname: 'enchantress', given_name: 'Augusta' },
      ifMatch: '"2"',
    });
  });

  test('says what was saved and what was not, and keeps the rest to be saved', async () => {
    const { bff, type, press } = await open();
    await type('Nickname', 'countess');
    await type('E-mail', 'grace@example.test');
    bff.refuse('partly_saved', { saved: ['nickname'], errors: [{ field: 'email', detail: 'Taken.' }] });
    bff.change({ nickname: 'countess' });
    await press('Save changes');
    await screen.findByText(/Saved: Nickname\./);
    expect(field('E-mail')).toHaveProperty('value', 'grace@example.test');
    expect(screen.getByRole('region', { name: 'Unsaved changes' }).textContent).toContain('1 change');
  });

  test('says what was saved and what is not known, and calls nothing unsaved that may be saved', async () => {
    const { bff, type, press } = await open();
    await type('Nickname', 'countess');
    await type('E-mail', 'grace@example.test');
    bff.refuse('outcome_unknown', {
      saved: ['nickname'],
      errors: [{ field: 'email', detail: 'Not known.' }],
    });
    bff.change({ nickname: 'countess' });
    await press('Save changes');
    const title = await screen.findByText('It is not known whether everything was saved');
    const notice = title.parentElement?.textContent;
    expect(notice).toContain('Saved: Nickname.');
    expect(notice).not.toContain('not saved');
    expect(field('E-mail')).toHaveProperty('value', 'grace@example.test');
    expect(screen.getByRole('region', { name: 'Unsaved changes' }).textContent).toContain('1 change');
  });

  test('says that the outcome is not known, and finds out by reading the user again', async () => {
    const { bff, type, press } = await open();
    await type('Nickname', 'countess');
    bff.refuse('outcome_unknown');
    await press('Save changes');
    await screen.findByText('It is not known whether this was done', { selector: 'p' });
    bff.change({ nickname: 'countess' });
    await press('Reload this user');
    await waitFor(() => {
      expect(screen.queryByRole('region', { name: 'Unsaved changes' })).toBeNull();
    });
  });
});

describe('a change by someone else meanwhile', () => {
  test('is not overwritten: both values are shown, and the choice is saved on the new version', async () => {
    const { bff, type, press, person } = await open();
    await type('Nickname', 'mine');
    bff.change({ nickname: 'theirs', family_name: 'Byron' });
    await press('Save changes');
    const dialog = await screen.findByRole('alertdialog', {
      name: 'Someone else changed this user meanwhile',
    });
    expect(dialog.textContent).toContain('Before both changes: ada');
    expect(dialog.textContent).toContain('Also changed by them, and kept: Family name.');
    const save = within(dialog).getByRole('button', { name: 'Save changes' });
    expect(save).toHaveProperty('disabled', true);
    await person.click(within(dialog).getByRole('radio', { name: 'Use mine' }));
    await person.click(save);
    await waitFor(() => {
      expect(bff.user.nickname).toBe('mine');
    });
    expect(bff.writes.at(-1)).toMatchObject({ body: { nickname: 'mine' }, ifMatch: '"2"' });
    expect(field('Family name')).toHaveProperty('value', 'Byron');
  });

  test('stays when theirs is kept, and nothing is sent then', async () => {
    const { bff, type, press, person } = await open();
    await type('Nickname', 'mine');
    bff.change({ nickname: 'theirs' });
    await press('Save changes');
    const dialog = await screen.findByRole('alertdialog', {
      name: 'Someone else changed this user meanwhile',
    });
    await person.click(within(dialog).getByRole('radio', { name: 'Keep theirs' }));
    await person.click(within(dialog).getByRole('button', { name: 'Save changes' }));
    await waitFor(() => {
      expect(field('Nickname')).toHaveProperty('value', 'theirs');
    });
    expect(bff.writes).toHaveLength(1);
  });

  test('is there when mine is discarded, and mine can still be brought back on top of it', async () => {
    const { bff, type, press } = await open();
    await type('Nickname', 'mine');
    bff.change({ nickname: 'theirs', name: 'Augusta Ada' });
    await press('Save changes');
    await screen.findByRole('alertdialog', { name: 'Someone else changed this user meanwhile' });
    await press('Back to the form');
    await press('Discard');
    expect(field('Nickname')).toHaveProperty('value', 'theirs');
    await press('Undo');
    expect(field('Nickname')).toHaveProperty('value', 'mine');
    expect(field('Name')).toHaveProperty('value', 'Augusta Ada');
    await press('Save changes');
    await screen.findByText('Saved 1 change.');
    expect(bff.user).toMatchObject({ nickname: 'mine', name: 'Augusta Ada' });
  });

  test('of another field is joined with mine without a question, and mentioned', async () => {
    const { bff, type, press } = await open();
    await type('Nickname', 'mine');
    bff.change({ name: 'Augusta Ada' });
    await press('Save changes');
    await screen.findByText('Their changes are kept beside yours: Name.');
    expect(bff.user).toMatchObject({ nickname: 'mine', name: 'Augusta Ada' });
  });
});

describe('leaving', () => {
  test('asks while something is not saved, and stays when told to', async () => {
    const { type, press, person } = await open();
    await type('Nickname', 'mine');
    await person.click(screen.getByRole('link', { name: 'Metadata' }));
    await screen.findByRole('alertdialog', { name: 'Leave without saving?' });
    await press('Stay');
    expect(field('Nickname')).toHaveProperty('value', 'mine');
  });

  test('does not ask when nothing was changed', async () => {
    const { person } = await open();
    await person.click(screen.getByRole('link', { name: 'Metadata' }));
    expect(await screen.findByText('Another tab')).toBeTruthy();
  });

  test('ends the way to bring discarded changes back', async () => {
    const { type, press, person } = await open();
    await type('Nickname', 'mine');
    await press('Discard');
    expect(screen.getByRole('button', { name: 'Undo' })).toBeTruthy();
    await person.click(screen.getByRole('link', { name: 'Metadata' }));
    await screen.findByText('Another tab');
    await waitFor(() => {
      expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
    });
  });

  test('is not needed to take changes back; typing again ends the way to bring them back', async () => {
    const { type, press } = await open();
    await type('Nickname', 'mine');
    await press('Discard');
    await type('Name', 'Augusta Ada');
    await waitFor(() => {
      expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
    });
    expect(field('Name')).toHaveProperty('value', 'Augusta Ada');
  });

  test('is not needed to take changes back, and taking back can be undone', async () => {
    const { type, press } = await open();
    await type('Nickname', 'mine');
    await press('Discard');
    expect(field('Nickname')).toHaveProperty('value', 'ada');
    await press('Undo');
    expect(field('Nickname')).toHaveProperty('value', 'mine');
  });
});
