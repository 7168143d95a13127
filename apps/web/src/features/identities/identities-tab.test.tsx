// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react';
import { Outlet } from '@tanstack/react-router';
import { afterEach, expect, test, vi } from 'vitest';
import { serve } from '../../testing/fake-bff.ts';
import { renderUserPage } from '../../testing/render-user-page.tsx';
import { ada } from '../../testing/users.ts';
import { IdentitiesTab } from './identities-tab.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const github = {
  connection: 'github',
  provider: 'github',
  user_id: '9',
  isSocial: true,
  profileData: { name: 'Countess', email_verified: true },
};

test('the primary identity comes first and is marked; a linked one shows what its provider says', async () => {
  const user = { ...ada, identities: [...ada.identities, github] };
  serve(user);
  renderUserPage(user.user_id, Outlet, IdentitiesTab);
  const primary = await screen.findByRole('region', { name: 'Customers' });
  within(primary).getByText('Primary');
  const linked = screen.getByRole('region', { name: 'github' });
  within(linked).getByText('Linked');
  within(linked).getByText('Countess');
  expect(screen.getAllByRole('region')).toEqual([primary, linked]);
  expect(screen.queryByText('No linked identities')).toBeNull();
});

test('without linked identities the page says what they would be', async () => {
  serve(ada);
  renderUserPage(ada.user_id, Outlet, IdentitiesTab);
  expect(await screen.findByText('No linked identities')).toBeTruthy();
});
