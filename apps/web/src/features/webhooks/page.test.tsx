// @vitest-environment jsdom
import type { Webhook, WebhookDelivery } from '@rollcall/shared/contract/webhooks.ts';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { admin, type Answers, json, problem, renderApp } from '../../testing/render-app.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const id = '3e9c2d4c-5f0e-4a53-8d5c-2f6f5a6e9b01';
const webhook: Webhook = {
  id,
  url: 'https://hooks.example.com/rollcall',
  description: 'Ops chat',
  actions: [],
  enabled: true,
  createdAt: '2026-11-24T10:00:00.000Z',
  lastDelivery: { at: '2026-11-24T11:00:00.000Z', ok: false },
};
const failed: WebhookDelivery = {
  id: '3e9c2d4c-5f0e-4a53-8d5c-2f6f5a6e9b02',
  eventId: 7,
  action: 'user.block',
  state: 'waiting',
  tries: 2,
  createdAt: '2026-11-24T10:30:00.000Z',
  lastTriedAt: '2026-11-24T11:00:00.000Z',
  nextTryAt: '2030-11-24T11:05:00.000Z',
  status: 500,
  error: 'It answered with the status 500.',
};

function show(address: string, answers: Answers = {}, me = admin) {
  const person = userEvent.setup();
  const app = renderApp(address, {
    'GET /api/me': () => json(me),
    'GET /api/webhooks': () => json({ webhooks: [webhook] }),
    [`GET /api/webhooks/${id}/deliveries`]: () => json({ deliveries: [failed] }),
    ...answers,
  });
  return { ...app, person };
}

describe('the list of webhooks', () => {
  it('shows where reports go and how that goes', async () => {
    show('/webhooks');
    const table = await screen.findByRole('table', { name: 'Webhooks' });
    const row = await within(table).findByRole('row', { name: /hooks\.example\.com/ });
    for (const words of ['Ops chat', 'All acts', 'Failing'])
      expect(within(row).getByText(words)).toBeTruthy();
  });

  it('says what a webhook is for when there is none', async () => {
    show('/webhooks', { 'GET /api/webhooks': () => json({ webhooks: [] }) });
    expect(await screen.findByRole('heading', { name: 'No webhooks yet' })).toBeTruthy();
  });

  it('says what went wrong and tries again', async () => {
    let fails = true;
    const { person } = show('/webhooks', {
      'GET /api/webhooks': () => (fails ? problem('store_unavailable') : json({ webhooks: [webhook] })),
    });
    const again = await screen.findByRole('button', { name: 'Try again' });
    fails = false;
    await person.click(again);
    expect(await screen.findByText('Ops chat')).toBeTruthy();
  });

  it('is neither linked nor shown to whoever does not manage webhooks', async () => {
    const { calls } = show('/webhooks', {}, { ...admin, permissions: ['users:read'] });
    expect(await screen.findByRole('heading', { name: 'Webhooks cannot be shown' })).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Webhooks' })).toBeNull();
    expect(calls.filter((made) => made.includes('/api/webhooks'))).toEqual([]);
  });

  it('cannot be added to while one sees Rollcall as somebody else', async () => {
    show('/webhooks?dialog=new', {}, { ...admin, viewingAs: { id: 'x', name: 'Bo' } });
    expect(await screen.findByRole('button', { name: 'Add webhook' })).toHaveProperty('disabled', true);
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });
});

describe('a new webhook', () => {
  it('is added for the acts that were chosen, and its secret is shown once', async () => {
    const sent: unknown[] = [];
    const { person, addressNow } = show('/webhooks', {
      'POST /api/webhooks': ({ body }) => {
        sent.push(body);
        return json({ webhook, secret: 'the-secret' }, 201);
      },
    });
    await person.click(await screen.findByRole('button', { name: 'Add webhook' }));
    expect(addressNow()).toBe('/webhooks?dialog=new');
    const dialog = within(await screen.findByRole('alertdialog', { name: 'Add a webhook' }));
    await person.type(dialog.getByLabelText('Address'), webhook.url);
    await person.click(dialog.getByRole('radio', { name: 'Only these' }));
    expect(dialog.getByRole('button', { name: 'Add webhook' })).toHaveProperty('disabled', true);
    await person.click(dialog.getByRole('checkbox', { name: 'user.delete' }));
    await person.click(dialog.getByRole('button', { name: 'Add webhook' }));
    expect(await screen.findByText('the-secret')).toBeTruthy();
    expect(sent).toEqual([{ url: webhook.url, description: '', actions: ['user.delete'], enabled: true }]);
    expect(screen.getByText(/It is not shown again/)).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'I have copied it' }));
    await waitFor(() => expect(screen.queryByText('the-secret')).toBeNull());
    expect(addressNow()).toBe('/webhooks');
  });

  it('is refused at its address where Rollcall does not send there, and what was typed stays', async () => {
    const detail = 'It leads to an address that is not on the public internet.';
    const { person } = show('/webhooks?dialog=new', {
      'POST /api/webhooks': () => problem('address_refused', { detail, errors: [{ field: 'url', detail }] }),
    });
    const address = await screen.findByLabelText('Address');
    await person.type(address, 'https://localhost/');
    await person.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Add webhook' }));
    expect(await screen.findByText(detail)).toBeTruthy();
    expect(address).toHaveProperty('value', 'https://localhost/');
    expect(address.getAttribute('aria-invalid')).toBe('true');
  });
});

describe('a webhook', () => {
  it('shows what was sent, what went wrong, and sends it again', async () => {
    const path = `/api/webhooks/${id}/deliveries/${failed.id}/redeliver`;
    const { person, calls } = show(`/webhooks/${id}`, { [`POST ${path}`]: () => json(failed) });
    expect(await screen.findByText('It answered with the status 500.')).toBeTruthy();
    expect(screen.getByText('Failed, waiting')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'Send again: user.block, event 7' }));
    expect(await screen.findByText('The report is on its way again.')).toBeTruthy();
    expect(calls).toContain(`POST ${path}`);
  });

  it('asks for a reason before it sends again, where the team wants one', async () => {
    const { person, calls } = show(`/webhooks/${id}`, {}, { ...admin, reasonRequired: ['webhooks:manage'] });
    await person.click(await screen.findByRole('button', { name: 'Send again: user.block, event 7' }));
    const dialog = within(await screen.findByRole('alertdialog'));
    expect(dialog.getByLabelText(/Reason/)).toBeTruthy();
    expect(dialog.getByRole('button', { name: 'Send again' })).toHaveProperty('disabled', true);
    expect(calls.some((made) => made.startsWith('POST'))).toBe(false);
  });

  it('is changed', async () => {
    const sent: unknown[] = [];
    const { person, addressNow } = show(`/webhooks/${id}?dialog=edit`, {
      [`PATCH /api/webhooks/${id}`]: ({ body }) => {
        sent.push(body);
        return json({ ...webhook, enabled: false });
      },
    });
    await person.click(await screen.findByRole('switch', { name: 'On' }));
    await person.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(addressNow()).toBe(`/webhooks/${id}`));
    expect(sent).toEqual([{ url: webhook.url, description: 'Ops chat', actions: [], enabled: false }]);
  });

  it('is removed after it was said what is lost', async () => {
    let isThere = true;
    const { person, addressNow } = show(`/webhooks/${id}`, {
      'GET /api/webhooks': () => json({ webhooks: isThere ? [webhook] : [] }),
      [`DELETE /api/webhooks/${id}`]: () => {
        isThere = false;
        return new Response(null, { status: 204 });
      },
    });
    await person.click(await screen.findByRole('button', { name: 'Remove' }));
    const dialog = within(await screen.findByRole('alertdialog'));
    expect(dialog.getByText(/What still waits is not sent/)).toBeTruthy();
    await person.click(dialog.getByRole('button', { name: 'Remove webhook' }));
    await waitFor(() => expect(addressNow()).toBe('/webhooks'));
    expect(await screen.findByRole('heading', { name: 'No webhooks yet' })).toBeTruthy();
  });

  it('that is not there is told of', async () => {
    show('/webhooks/3e9c2d4c-5f0e-4a53-8d5c-2f6f5a6e9b09');
    expect(await screen.findByRole('heading', { name: 'There is no such webhook' })).toBeTruthy();
  });
});
