import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProblemError } from '../http/problem.ts';
import { Denials } from './denials.ts';
import type { AuditEnd, AuditIntent } from './trail.ts';

const minute = 60_000;
const notFound = new ProblemError('not_found');

let told: (AuditEnd & Omit<AuditIntent, 'target'>)[];
let denials: Denials;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  told = [];
  denials = new Denials({
    note: async ({ target: _target, ...intent }, end) => told.push({ ...intent, ...end }),
  });
});
afterEach(() => {
  vi.useRealTimers();
});

function reading(target: string, actor = 'member-1'): AuditIntent {
  return {
    action: 'read',
    actor: { id: actor, name: actor },
    target: { kind: 'user', id: target },
    requestId: 'request',
  };
}

async function miss(count: number, actor?: string): Promise<void> {
  for (let index = 0; index < count; index += 1)
    await denials.note(reading(`auth0|${index}`, actor), notFound);
}

describe('a read that is denied', () => {
  it('is told once a minute, for each person, target and cause', async () => {
    const missing = new ProblemError('permission_missing', { missing: ['audit:read'] });
    await denials.note(reading('auth0|1'), notFound);
    await denials.note(reading('auth0|1'), notFound);
    expect(told).toHaveLength(1);
    await denials.note(reading('auth0|1', 'member-2'), notFound);
    await denials.note(reading('auth0|2'), notFound);
    await denials.note(reading('auth0|1'), missing);
    expect(told).toHaveLength(4);
    vi.advanceTimersByTime(minute);
    await denials.note(reading('auth0|1'), notFound);
    expect(told).toHaveLength(5);
  });

  it('is told each time where it would have changed something, and never where it only failed', async () => {
    const write: AuditIntent = { ...reading('auth0|1'), action: 'user.block' };
    await denials.note(write, notFound);
    await denials.note(write, notFound);
    await denials.note(write, new ProblemError('tenant_busy'));
    await denials.note(write, new Error('A bug.'));
    expect(told.map(({ outcome, problem }) => [outcome, problem])).toEqual([
      ['denied', 'not_found'],
      ['denied', 'not_found'],
    ]);
  });
});

describe('somebody who tries one id after the other', () => {
  it('is stopped after thirty that are not there, which is told once, and let go after five minutes', async () => {
    await miss(30);
    expect(() => denials.refuseProbing(reading('auth0|1'))).not.toThrow();
    await miss(31);
    expect(() => denials.refuseProbing(reading('auth0|1'))).toThrow('too_many_requests');
    expect(() => denials.refuseProbing(reading('auth0|there'))).toThrow('too_many_requests');
    await miss(31);
    expect(told.filter(({ problem }) => problem === 'too_many_requests')).toHaveLength(1);
    vi.advanceTimersByTime(5 * minute + 1);
    expect(() => denials.refuseProbing(reading('auth0|1'))).not.toThrow();
  });

  it('stops nobody else, and not what names nothing', async () => {
    await miss(40);
    expect(() => denials.refuseProbing(reading('auth0|1', 'member-2'))).not.toThrow();
    expect(() => denials.refuseProbing({ ...reading('auth0|1'), target: null })).not.toThrow();
  });

  it('is not who looks for the same again and again', async () => {
    for (let round = 0; round < 50; round += 1) await miss(2);
    expect(() => denials.refuseProbing(reading('auth0|1'))).not.toThrow();
  });
});
