// @vitest-environment jsdom
import type { AuditEvent } from '@rollcall/shared/contract/audit.ts';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { admin, type Answers, json, problem, renderApp } from '../../testing/render-app.tsx';
import { toastQueue } from '../../ui/toast.tsx';

afterEach(() => {
  toastQueue.clear();
  cleanup();
  vi.unstubAllGlobals();
});

const changed: AuditEvent = {
  id: 7,
  at: '2026-11-24T06:00:00.000Z',
  action: 'user.update',
  actor: { id: 'm-1', name: 'Ada Admin' },
  target: { kind: 'user', id: 'auth0|grace', name: 'Grace Hopper' },
  outcome: 'done',
  reason: 'Ticket 12',
  changes: [{ field: 'nickname', before: 'gracie', after: 'grace' }],
  requestId: 'request-7',
  revertible: true,
};
const denied: AuditEvent = {
  ...changed,
  id: 6,
  action: 'user.delete',
  outcome: 'denied',
  problem: 'permission_missing',
  missing: ['users:delete'],
  changes: [],
  revertible: false,
};

function open(address = '/audit', answers: Answers = {}) {
  const page = renderApp(address, {
    'GET /api/me': () => json(admin),
    'GET /api/audit': () => json({ events: [changed, denied] }),
    ...answers,
  });
  return { ...page, person: userEvent.setup() };
}

async function href(name: string): Promise<string | null> {
  return (await screen.findByRole('link', { name })).getAttribute('href');
}

describe('the audit page', () => {
  it('tells each act in a sentence, with its outcome in words', async () => {
    open();
    const [, first, second] = await screen.findAllByRole('row');
    expect(first?.textContent).toContain('Ada Admin');
    expect(first?.textContent).toContain('changed Grace Hopper');
    expect(first?.textContent).toContain('Done');
    expect(second?.textContent).toContain('deleted Grace Hopper');
    expect(second?.textContent).toContain('Denied');
  });

  it('leads to what an act was done to, where one may see it', async () => {
    const id = '3b241101-e2bb-4255-8caf-4136c566a962';
    const events = [
      { ...changed, id: 9, action: 'team.update', target: { kind: 'team_member', id, name: 'Sue' } },
      { ...changed, id: 8, action: 'webhook.create', target: { kind: 'webhook', id, name: 'hooks' } },
      changed,
    ];
    const { person: _person, ...page } = open('/audit', { 'GET /api/audit': () => json({ events }) });
    expect(await href('Sue')).toBe(`/team/${id}`);
    expect(await href('hooks')).toBe(`/webhooks/${id}`);
    expect(decodeURIComponent((await href('Grace Hopper')) ?? '')).toBe('/users/auth0|grace');
    page.queryClient.setQueryData(['me'], { ...admin, permissions: ['users:read', 'audit:read'] });
    await vi.waitFor(() => {
      expect(screen.queryByRole('link', { name: 'Sue' })).toBeNull();
    });
    expect(screen.getByText('Sue')).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'hooks' })).toBeNull();
    expect(screen.getByRole('link', { name: 'Grace Hopper' })).toBeTruthy();
  });

  it('tells nothing as done that was refused', async () => {
    open();
    const [, first, second] = await screen.findAllByRole('row');
    expect(first?.textContent).not.toContain('refused');
    expect(second?.textContent).toContain('refused: deleted Grace Hopper');
  });

  it('is not there for who may not read it, and says which permission is missing', async () => {
    const permissions = admin.permissions.filter((name) => name !== 'audit:read');
    const { calls } = open('/audit', { 'GET /api/me': () => json({ ...admin, permissions }) });
    await screen.findByText(/does not include audit:read/);
    expect(screen.queryByRole('link', { name: 'Audit' })).toBeNull();
    expect(calls.some((call) => call.startsWith('GET /api/audit'))).toBe(false);
  });

  it('asks for what the address filters by, and leaves out what it cannot read', async () => {
    const { calls } = open('/audit?outcome=denied&action=nonsense&actor=m-1');
    await screen.findAllByRole('row');
    expect(calls).toContain('GET /api/audit?actor=m-1&outcome=denied&limit=50');
  });

  it('puts a filter into the address', async () => {
    const { addressNow, person } = open();
    await person.selectOptions(await screen.findByRole('combobox', { name: 'Outcome' }), 'failed');
    await vi.waitFor(() => {
      expect(addressNow()).toBe('/audit?outcome=failed');
    });
  });

  it('says what was missing in the details of a refusal', async () => {
    open('/audit?event=6');
    expect(await screen.findByText('users:delete')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Revert' })).toBeNull();
  });

  it('announces what is new and leaves the list as it is until it is asked for', async () => {
    const fresh = { ...denied, id: 8, action: 'user.block' };
    let isAsked = false;
    const { person } = open('/audit', {
      'GET /api/audit': ({ url }) =>
        json({ events: isAsked || url.searchParams.get('limit') === '20' ? [fresh, changed] : [changed] }),
    });
    const button = await screen.findByRole('button', { name: '1 new event' });
    expect(screen.getAllByRole('row')).toHaveLength(2);
    isAsked = true;
    await person.click(button);
    await screen.findByText(/^blocked/);
  });

  it('adds older events below those that are shown', async () => {
    const { person } = open('/audit', {
      'GET /api/audit': ({ url }) =>
        json(url.searchParams.has('before') ? { events: [denied] } : { events: [changed], next: 7 }),
    });
    await person.click(await screen.findByRole('button', { name: 'Show older' }));
    await screen.findByText(/^deleted/);
    expect(screen.getByText(/^changed/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Show older' })).toBeNull();
  });
});

async function revert(answer: () => Response) {
  const { person, calls } = open('/audit?event=7', { 'POST /api/audit/7/revert': answer });
  await person.click(await screen.findByRole('button', { name: 'Revert' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Revert this change of Grace Hopper?' });
  const [back] = within(dialog).getAllByRole('insertion');
  expect(back?.textContent).toBe('gracie');
  await person.click(within(dialog).getByRole('button', { name: 'Revert' }));
  return { dialog, calls };
}

describe('a revert', () => {
  it('says what is written back, and does it', async () => {
    const { calls } = await revert(() => json({ userId: 'auth0|grace', reverted: ['nickname'] }));
    await screen.findByText('Reverted nickname.');
    expect(calls).toContain('POST /api/audit/7/revert');
  });

  it('that meets a later change says which field it is', async () => {
    const { dialog } = await revert(() =>
      problem('conflict', { errors: [{ field: 'nickname', detail: 'It is amazing now.' }] }),
    );
    expect(await within(dialog).findByText(/It is amazing now/)).toBeTruthy();
  });
});
