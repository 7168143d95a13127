// @vitest-environment jsdom
import type { OwnSession } from '@rollcall/shared/contract/account.ts';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { admin, json, renderApp } from '../../testing/render-app.tsx';
import { toastQueue } from '../../ui/toast.tsx';

afterEach(() => {
  toastQueue.clear();
  cleanup();
  vi.unstubAllGlobals();
});

const here: OwnSession = {
  id: '0198f7a2-1111-7000-8000-000000000001',
  current: true,
  createdAt: '2026-11-24T06:00:00.000Z',
  lastSeenAt: '2026-11-24T06:00:00.000Z',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
};
const there: OwnSession = {
  ...here,
  id: '0198f7a2-1111-7000-8000-000000000002',
  current: false,
  userAgent: 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0',
};

async function open(sessions: OwnSession[]) {
  const grants = [{ role: 'Support', users: 'users whose `app_metadata.region` is `eu`', hidden: ['email'] }];
  const { calls } = renderApp('/account', {
    'GET /api/me': () => json({ ...admin, member: { ...admin.member, grants } }),
    'GET /api/me/sessions': () => json({ sessions }),
    [`DELETE /api/me/sessions/${there.id}`]: () => new Response(null, { status: 204 }),
    'POST /api/me/sessions/end-others': () => json({ ended: 1 }),
  });
  await screen.findByText('This session');
  return { calls, person: userEvent.setup() };
}

describe('my account', () => {
  it('says in words what one may do, over whom, and what one does not see', async () => {
    await open([here]);
    const list = screen.getByText('Support', { selector: 'li *' }).closest('li');
    expect(list?.textContent).toContain('Over users whose app_metadata.region is eu.');
    expect(list?.textContent).toContain('Without email.');
  });

  it('ends one other session', async () => {
    const { calls, person } = await open([here, there]);
    await person.click(screen.getByRole('button', { name: 'End the session of Firefox on Windows' }));
    await screen.findByText('The session is ended.');
    expect(calls).toContain(`DELETE /api/me/sessions/${there.id}`);
  });

  it('ends all others after asking', async () => {
    const { calls, person } = await open([here, there]);
    await person.click(screen.getByRole('button', { name: 'End all others' }));
    const dialog = await screen.findByRole('alertdialog');
    expect(calls).not.toContain('POST /api/me/sessions/end-others');
    await person.click(within(dialog).getByRole('button', { name: 'End all others' }));
    await screen.findByText('1 session is ended.');
  });

  it('has nothing to end where one is signed in nowhere else', async () => {
    await open([here]);
    expect(screen.getByText('You are signed in nowhere else.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^End/ })).toBeNull();
  });
});
