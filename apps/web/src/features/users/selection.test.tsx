// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { admin, type Answers, json, problem, renderApp } from '../../testing/render-app.tsx';

const walkId = '3b241101-e2bb-4255-8caf-4136c566a962';

afterEach(() => {
  cleanup();
  sessionStorage.clear();
  vi.unstubAllGlobals();
});

function person(id: number) {
  const identity = { connection: 'email', provider: 'email', user_id: String(id) };
  return {
    user_id: `email|${id}`,
    name: `Person ${id}`,
    email: `p${id}@example.com`,
    identities: [identity],
  };
}

const walk = {
  id: walkId,
  state: 'done',
  phase: 'users',
  found: 120,
  expected: 120,
  calls: 3,
  expected_calls: 3,
  seconds_left: null,
  started_at: '2026-11-01T10:00:00.000Z',
  expires_at: '2026-11-01T11:00:00.000Z',
};

const page = { start: 0, limit: 50, total: 120, understood: 'all', took: 12 };
const answers: Answers = {
  'GET /api/me': () => json(admin),
  'GET /api/users': () => json({ ...page, users: [person(1), person(2)] }),
  'POST /api/walks': () => json({ ...walk, state: 'running', found: 0 }, 201),
  [`GET /api/walks/${walkId}`]: () => json(walk),
};

const boxOf = (name: string) => screen.findByRole('checkbox', { name });
const bar = async () => within(await screen.findByRole('region', { name: 'Selection' }));
const count = async () => (await bar()).getByRole('status').textContent;

async function selectAllThatMatch(): Promise<void> {
  await userEvent.click(await boxOf('Select all users of this page'));
  await userEvent.click(await (await bar()).findByRole('button', { name: 'Select all 120 that match' }));
  await vi.waitFor(async () => {
    expect(await count()).toBe('120 selected, all that match');
  });
}

it('offers all who match where the page is selected, and finds them by a walk', async () => {
  const { calls } = renderApp('/users?q=person', answers);
  await userEvent.click(await boxOf('Select Person 1'));
  expect((await bar()).queryByRole('button', { name: /that match/ })).toBeNull();
  await userEvent.click(await boxOf('Select Person 1'));
  await selectAllThatMatch();
  expect(calls.filter((one) => one === 'POST /api/walks')).toHaveLength(1);
  await userEvent.click(await boxOf('Select Person 2'));
  expect(await count()).toBe('119 selected, all that match but 1');
  await userEvent.click((await bar()).getByRole('button', { name: 'Clear' }));
  expect(screen.queryByRole('region', { name: 'Selection' })).toBeNull();
});

it('survives a reload, and not another filter, which is said and can be taken back', async () => {
  renderApp('/users?q=person', answers);
  await selectAllThatMatch();
  cleanup();
  renderApp('/users?q=person&page=1', answers);
  expect(await count()).toBe('120 selected, all that match');
  await userEvent.clear(screen.getByRole('searchbox'));
  await userEvent.type(screen.getByRole('searchbox'), 'another{Enter}');
  expect(
    await screen.findByText('120 users are no longer selected: the list shows others now.'),
  ).toBeTruthy();
  expect(screen.queryByRole('region', { name: 'Selection' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await count()).toBe('120 selected, all that match');
});

it('says that who was selected was forgotten, and offers nothing to do with them', async () => {
  renderApp('/users', answers);
  await selectAllThatMatch();
  cleanup();
  renderApp('/users', {
    ...answers,
    [`GET /api/walks/${walkId}`]: () => problem('not_found'),
  });
  await vi.waitFor(async () => {
    expect(await count()).toBe('Who was selected is an hour old and was forgotten');
  });
  expect((await bar()).queryByRole('button', { name: 'Copy user_ids' })).toBeNull();
});

it('stops looking for all who match', async () => {
  const { calls } = renderApp('/users', {
    ...answers,
    [`GET /api/walks/${walkId}`]: () => json({ ...walk, state: 'running' }),
    [`DELETE /api/walks/${walkId}`]: () => new Response(null, { status: 204 }),
  });
  await userEvent.click(await boxOf('Select all users of this page'));
  await userEvent.click(await (await bar()).findByRole('button', { name: 'Select all 120 that match' }));
  expect(await screen.findByRole('progressbar', { name: 'Selecting all that match' })).toBeTruthy();
  await userEvent.click((await bar()).getByRole('button', { name: 'Stop' }));
  expect(await count()).toBe('2 selected');
  expect(calls).toContain(`DELETE /api/walks/${walkId}`);
});
