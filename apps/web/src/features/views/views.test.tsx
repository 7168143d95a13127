// @vitest-environment jsdom
import { View } from '@rollcall/shared/contract/views.ts';
import { defaultListState } from '@rollcall/shared/user/list-state.ts';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { admin, type Answers, json, problem, renderApp } from '../../testing/render-app.tsx';
import { copyName } from './copy-name.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const id = '3e9c2d4c-5f0e-4a53-8d5c-2f6f5a6e9b01';
const blocked: View = {
  id,
  name: 'Blocked',
  state: { ...defaultListState, q: 'blocked:true' },
  is_shared: false,
  is_own: true,
  maker: 'Ada Admin',
  is_changeable: true,
  is_default: false,
};

function show(address: string, views: View[], answers: Answers = {}) {
  const person = userEvent.setup();
  const bodies: unknown[] = [];
  const app = renderApp(address, {
    'GET /api/me': () => json(admin),
    'GET /api/users': () => json({ users: [], start: 0, limit: 50, total: 0, understood: 'all', took: 12 }),
    'GET /api/views': () => json({ views }),
    [`PATCH /api/views/${id}`]: ({ body }) => {
      bodies.push(body);
      return json({ ...blocked, ...View.partial().parse(body) });
    },
    ...answers,
  });
  return { ...app, person, bodies };
}

const asks = (calls: string[]) => calls.filter((made) => made.startsWith('GET /api/users?'));

describe('views', () => {
  it('that a list begins with are opened before anything is asked for', async () => {
    const { addressNow, calls } = show('/users', [{ ...blocked, is_default: true }]);
    expect(await screen.findByRole('heading', { level: 1, name: 'Blocked' })).toBeTruthy();
    expect(addressNow()).toBe(`/users?q=blocked%3Atrue&view=${id}`);
    expect(new Set(asks(calls))).toEqual(
      new Set(['GET /api/users?q=blocked%3Atrue&page=0&per_page=50&sort=created_at%3A-1']),
    );
  });

  it('leave all users within reach', async () => {
    const { person, addressNow } = show('/users', [{ ...blocked, is_default: true }]);
    const nav = within(await screen.findByRole('list', { name: 'Views' }));
    await person.click(nav.getByRole('link', { name: 'All users' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Users' })).toBeTruthy();
    expect(addressNow()).toBe('/users?view=all');
  });

  it('do not come back when what they search for is cleared', async () => {
    const { person, addressNow } = show('/users?q=ada', [{ ...blocked, is_default: true }]);
    await person.clear(await screen.findByRole('searchbox'));
    await waitFor(() => expect(addressNow()).toBe('/users?view=all'));
  });

  it('do not keep the list from being shown when they cannot be read', async () => {
    show('/users', [], { 'GET /api/views': () => problem('internal_error') });
    expect(await screen.findByRole('heading', { name: 'There are no users yet' })).toBeTruthy();
  });

  it('keep what the list shows now, once it is something else', async () => {
    const { person, bodies } = show(`/users?q=blocked:true&view=${id}`, [blocked]);
    await screen.findByRole('button', { name: 'Views' });
    expect(screen.queryByRole('button', { name: 'Save changes' })).toBeNull();
    const box = screen.getByRole('searchbox');
    await person.clear(box);
    await person.type(box, 'ada');
    await person.click(await screen.findByRole('button', { name: 'Save changes' }));
    await waitFor(() => expect(bodies).toEqual([{ state: { ...defaultListState, q: 'ada' } }]));
  });

  it('of others are saved under a name of one’s own, and a name that is taken is said so', async () => {
    const { person } = show(
      `/users?q=ada&view=${id}`,
      [{ ...blocked, is_own: false, is_changeable: false, is_shared: true, maker: 'Bo' }],
      {
        'POST /api/views': () =>
          problem('already_exists', { errors: [{ field: 'name', detail: 'Choose another one.' }] }),
      },
    );
    await person.click(await screen.findByRole('button', { name: 'Save as…' }));
    expect(screen.queryByRole('button', { name: 'Save changes' })).toBeNull();
    const dialog = within(await screen.findByRole('alertdialog'));
    await person.type(dialog.getByRole('textbox', { name: 'Name' }), 'Blocked');
    await person.click(dialog.getByRole('button', { name: 'Save view' }));
    expect(await dialog.findByText('Choose another one.')).toBeTruthy();
    expect(dialog.getByRole('textbox').getAttribute('value')).toBe('Blocked');
  });
});

describe('the name of a copy', () => {
  it.each([
    ['Blocked', [], 'Blocked (copy)'],
    ['Blocked', ['blocked (COPY)'], 'Blocked (copy 2)'],
    ['x'.repeat(60), [], `${'x'.repeat(53)} (copy)`],
    [`${'x'.repeat(52)}😀😀`, [], `${'x'.repeat(52)} (copy)`],
  ])('of %s beside %j is %s', (name, taken, copy) => {
    expect(
      copyName(
        name,
        taken.map((other) => ({ ...blocked, name: other })),
      ),
    ).toBe(copy);
  });
});
