import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { queueLock } from './user-lock.ts';

describe('the lock of a user', () => {
  it('lets one act run after the other, in the order they came', async () => {
    const lock = queueLock();
    const seen: string[] = [];
    const act = (name: string, ms: number) =>
      lock('a|b', async () => {
        seen.push(`${name} begins`);
        await pause(ms);
        seen.push(`${name} ends`);
      });
    await Promise.all([act('first', 30), act('second', 1), act('third', 1)]);
    expect(seen).toEqual([
      'first begins',
      'first ends',
      'second begins',
      'second ends',
      'third begins',
      'third ends',
    ]);
  });

  it('does not make other users wait', async () => {
    const lock = queueLock();
    const slow = lock('a|b', () => pause(200, 'slow'));
    expect(await Promise.race([slow, lock('a|c', async () => 'quick')])).toBe('quick');
    await slow;
  });

  it('is given back by an act that fails', async () => {
    const lock = queueLock();
    await expect(lock('a|b', async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await lock('a|b', async () => 'next')).toBe('next');
  });
});
