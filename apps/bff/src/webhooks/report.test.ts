import type { AuditEvent } from '@rollcall/shared/contract/audit.ts';
import { expect, it } from 'vitest';
import { reportOf } from './report.ts';

const event: AuditEvent = {
  id: 7,
  at: '2026-11-24T10:00:00.000Z',
  action: 'user.update',
  actor: { id: 'member-1', name: 'Ana' },
  target: { kind: 'user', id: 'auth0|1', name: 'canary-name' },
  outcome: 'done',
  reason: 'canary-reason',
  requestId: 'canary-request',
  revertible: true,
  changes: [
    { field: 'blocked', before: false, after: true },
    ...[
      'email',
      'phone_number',
      'name',
      'nickname',
      'picture',
      'username',
      'user_metadata.plan',
      'grants',
    ].map((field) => ({ field, before: `canary-${field}-before`, after: { canary: field } })),
  ],
};

function report(changes: Partial<AuditEvent> = {}) {
  const text = reportOf({ ...event, ...changes });
  const body: unknown = JSON.parse(text);
  return { text, body };
}

it('tells who did what to what, and of changes the names', () => {
  expect(report().body).toMatchObject({
    id: 7,
    at: '2026-11-24T10:00:00.000Z',
    action: 'user.update',
    actor: { id: 'member-1', name: 'Ana' },
    target: { kind: 'user', id: 'auth0|1' },
    changes: expect.arrayContaining([
      { field: 'blocked', before: false, after: true },
      { field: 'email' },
      { field: 'user_metadata.plan' },
    ]),
  });
});

it('tells nothing that a mask could hide: no value of a profile or of metadata, no name, no reason', () => {
  expect(report().text).not.toContain('canary');
});

it.each(['ana@example.com', '+49 170 1234567'])('does not call a team member %s', (name) => {
  expect(report({ actor: { id: 'member-1', name } }).body).toMatchObject({ actor: { id: 'member-1' } });
  expect(report({ actor: { id: 'member-1', name } }).text).not.toContain(name);
});

it('names team roles and webhooks, and not team members', () => {
  const texts = (['team_role', 'webhook', 'team_member'] as const).map(
    (kind) => report({ target: { kind, id: '1', name: 'the-name' } }).text,
  );
  expect(texts.map((text) => text.includes('the-name'))).toEqual([true, true, false]);
});
