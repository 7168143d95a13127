import { describe, expect, it, vi } from 'vitest';
import { RecentSessions } from './recent-sessions.ts';

function counting() {
  let reads = 0;
  return () => Promise.resolve((reads += 1));
}

describe('recent sessions', () => {
  it('share one reading for a moment, and read again after it', async () => {
    vi.useFakeTimers();
    const recent = new RecentSessions<number>(1000);
    const select = counting();
    expect([await recent.read('a', select), await recent.read('a', select)]).toEqual([1, 1]);
    vi.advanceTimersByTime(1000);
    expect(await recent.read('a', select)).toBe(2);
    vi.useRealTimers();
  });

  it('read again at once after something was written', async () => {
    const recent = new RecentSessions<number>(60_000);
    const select = counting();
    await recent.read('a', select);
    recent.forget();
    expect(await recent.read('a', select)).toBe(2);
  });

  it('drop a reading that a write overtook while it was under way', async () => {
    const recent = new RecentSessions<string>(60_000);
    const { promise, resolve } = Promise.withResolvers<string>();
    const early = recent.read('a', () => promise);
    recent.forget();
    resolve('before the write');
    await early;
    expect(await recent.read('a', () => Promise.resolve('after the write'))).toBe('after the write');
  });

  it('do not keep a failure', async () => {
    const recent = new RecentSessions<number>(60_000);
    await expect(recent.read('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await recent.read('a', () => Promise.resolve(1))).toBe(1);
  });

  it('keep nothing where other processes write too', async () => {
    const recent = new RecentSessions<number>(0);
    const select = counting();
    expect([await recent.read('a', select), await recent.read('a', select)]).toEqual([1, 2]);
  });

  it('never answer one session with another', async () => {
    const recent = new RecentSessions<string>(60_000);
    await recent.read('a', () => Promise.resolve('a'));
    expect(await recent.read('b', () => Promise.resolve('b'))).toBe('b');
  });
});
