// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { admin, type Answers, json, problem, renderApp } from '../../testing/render-app.tsx';
import { ada } from '../../testing/users.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const { email: _email, email_verified: _verified, ...rest } = ada;
const masked = { ...rest, masked: ['email', 'email_verified', 'app_metadata.salary'] };
const at = '/users/auth0%7Cada';
const reveal = 'POST /api/users/auth0%7Cada/reveal';

/** The profile of a user whose e-mail address is hidden. */
async function open(answers: Answers = {}) {
  const app = renderApp(at, {
    'GET /api/me': () => json(admin),
    'GET /api/users/auth0%7Cada': () => json(masked),
    ...answers,
  });
  const field = await screen.findByRole('group', { name: 'E-mail' });
  return { ...app, field, person: userEvent.setup() };
}

describe('a hidden field', () => {
  it('says that it is hidden, which is not the same as empty', async () => {
    const { field } = await open();
    expect(field.textContent).toContain('Hidden by your grant');
    expect(screen.queryByRole('textbox', { name: 'E-mail' })).toBeNull();
  });

  it('is revealed for a reason, with a way to copy it and to hide it again', async () => {
    const asked = vi.fn<Answers[string]>(() => json({ field: 'email', value: 'ada@example.test' }));
    const { person } = await open({ [reveal]: asked });
    await person.click(screen.getByRole('button', { name: 'Reveal E-mail' }));
    const dialog = await screen.findByRole('alertdialog', { name: 'Reveal E-mail?' });
    const confirm = within(dialog).getByRole('button', { name: 'Reveal' });
    expect(confirm).toHaveProperty('disabled', true);
    await person.type(within(dialog).getByRole('textbox', { name: /Reason/ }), 'Ticket 12');
    await person.click(confirm);
    await screen.findByText('ada@example.test');
    expect(asked.mock.calls[0]?.[0].body).toEqual({ field: 'email' });
    expect(screen.getByRole('button', { name: 'Copy E-mail' })).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'Hide' }));
    expect(screen.queryByText('ada@example.test')).toBeNull();
    expect(screen.getByRole('button', { name: 'Reveal E-mail' })).toBeTruthy();
  });

  it('that is revealed and empty says so', async () => {
    const { person, field } = await open({ [reveal]: () => json({ field: 'email', value: null }) });
    await person.click(screen.getByRole('button', { name: 'Reveal E-mail' }));
    await person.type(await screen.findByRole('textbox', { name: /Reason/ }), 'Ticket 12');
    await person.click(screen.getByRole('button', { name: 'Reveal' }));
    await vi.waitFor(() => {
      expect(field.textContent).toContain('nothing');
    });
  });

  it('is kept in no cache once it was revealed', async () => {
    const { person, queryClient } = await open({
      [reveal]: () => json({ field: 'email', value: 'ada@example.test' }),
    });
    await person.click(screen.getByRole('button', { name: 'Reveal E-mail' }));
    await person.type(await screen.findByRole('textbox', { name: /Reason/ }), 'Ticket 12');
    await person.click(screen.getByRole('button', { name: 'Reveal' }));
    await screen.findByText('ada@example.test');
    const cached = [
      ...queryClient
        .getQueryCache()
        .getAll()
        .map(({ state }) => state.data),
      ...queryClient
        .getMutationCache()
        .getAll()
        .map(({ state }) => state.data),
    ];
    expect(JSON.stringify(cached)).not.toContain('ada@example.test');
  });

  it('stays hidden when the reveal is refused, and the reason stays typed', async () => {
    const { person, field } = await open({ [reveal]: () => problem('tenant_busy') });
    await person.click(screen.getByRole('button', { name: 'Reveal E-mail' }));
    const reason = await screen.findByRole('textbox', { name: /Reason/ });
    await person.type(reason, 'Ticket 12');
    await person.click(screen.getByRole('button', { name: 'Reveal' }));
    await screen.findByText('The tenant is busy');
    expect(reason).toHaveProperty('value', 'Ticket 12');
    expect(field.textContent).toContain('Hidden by your grant');
  });

  it('cannot be revealed without pii:reveal, and says who can give that', async () => {
    const permissions = ada.permissions.filter((name) => name !== 'pii:reveal');
    const { field } = await open({ 'GET /api/users/auth0%7Cada': () => json({ ...masked, permissions }) });
    expect(within(field).queryByRole('button', { name: /^Reveal/ })).toBeNull();
    await within(field).findByRole('button', { name: /^Why not\? .*pii:reveal.*Ask Ada Admin\./ });
  });
});
