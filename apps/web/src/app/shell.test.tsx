// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { admin, json, renderApp } from '../testing/render-app.tsx';
import { ada } from '../testing/users.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function open() {
  renderApp('/users/auth0%7Cada', {
    'GET /api/me': () => json(admin),
    'GET /api/users/auth0%7Cada': () => json(ada),
    'GET /api/users': () => json({ users: [], start: 0, limit: 50, total: 0, understood: 'all', took: 12 }),
  });
  await screen.findByRole('heading', { level: 1, name: 'Ada Lovelace' });
  return userEvent.setup();
}

describe('focus', () => {
  it('goes to the page when the link that led there is gone', async () => {
    const person = await open();
    const [, back] = screen.getAllByRole('link', { name: 'Users' });
    back?.focus();
    await person.keyboard('{Enter}');
    await screen.findByRole('heading', { level: 1, name: 'Users' });
    await vi.waitFor(() => {
      expect(document.activeElement).toBe(screen.getByRole('main'));
    });
  });

  it('stays on a link that is there on the next page too', async () => {
    const person = await open();
    const [link] = screen.getAllByRole('link', { name: 'Users' });
    link?.focus();
    await person.keyboard('{Enter}');
    await screen.findByRole('heading', { level: 1, name: 'Users' });
    expect(document.activeElement).toBe(link);
  });
});
