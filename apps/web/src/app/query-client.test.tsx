// @vitest-environment jsdom
import { onlineManager } from '@tanstack/react-query';
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { admin, json, renderApp } from '../testing/render-app.tsx';
import { ada } from '../testing/users.ts';

afterEach(() => {
  cleanup();
  onlineManager.setOnline(true);
  vi.unstubAllGlobals();
});

describe('without a network', () => {
  it('a change fails at once and says so, and is not made once there is a network again', async () => {
    const block = vi.fn<() => Response>(() => {
      throw new TypeError('Failed to fetch');
    });
    renderApp('/users/auth0%7Cada', {
      'GET /api/me': () => json(admin),
      'GET /api/users/auth0%7Cada': () => json(ada),
      'POST /api/users/auth0%7Cada/block': block,
    });
    const person = userEvent.setup();
    await person.click(await screen.findByRole('button', { name: 'Block user' }));
    await screen.findByRole('alertdialog');
    onlineManager.setOnline(false);
    await person.click(screen.getByRole('button', { name: 'Block user' }));
    await screen.findByText('Rollcall cannot be reached');
    await person.click(screen.getByRole('button', { name: 'Cancel' }));
    onlineManager.setOnline(true);
    await screen.findByRole('button', { name: 'Block user' });
    expect(block).toHaveBeenCalledTimes(1);
  });
});
