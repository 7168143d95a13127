import { expect, it } from 'vitest';
import { nextTry } from './retries.ts';
import { SealedSecrets } from './sealed-secrets.ts';
import { signatureOf } from './signature.ts';

it('signs the time and the body', () => {
  // printf '%s' '1700000000.{"id":1}' | openssl dgst -sha256 -hmac secret
  expect(signatureOf('secret', 1_700_000_000, '{"id":1}')).toBe(
    't=1700000000,v1=3dd1b9aef568d75f6790a84bd2e5dfa1f44409eef3cbdbd3f10b837376100c11',
  );
  expect(signatureOf('secret', 1_700_000_001, '{"id":1}')).not.toContain(
    '3dd1b9aef568d75f6790a84bd2e5dfa1f44409eef3cbdbd3f10b837376100c11',
  );
  expect(signatureOf('secret', 1_700_000_000, '{"id":2}')).not.toContain(
    '3dd1b9aef568d75f6790a84bd2e5dfa1f44409eef3cbdbd3f10b837376100c11',
  );
  expect(signatureOf('Secret', 1_700_000_000, '{"id":1}')).not.toContain(
    '3dd1b9aef568d75f6790a84bd2e5dfa1f44409eef3cbdbd3f10b837376100c11',
  );
});

it('opens a sealed secret with any key of the ring, for its own webhook only, and only whole', () => {
  const [old, fresh] = [
    'an-old-secret-of-at-least-32-characters',
    'a-fresh-secret-of-at-least-32-characters',
  ];
  const sealed = new SealedSecrets([old]).seal('webhook-1', 'the secret');
  expect(sealed).not.toContain('secret');
  expect(new SealedSecrets([old]).seal('webhook-1', 'the secret')).not.toBe(sealed);
  expect(new SealedSecrets([fresh, old]).open('webhook-1', sealed)).toBe('the secret');
  expect(new SealedSecrets([fresh]).open('webhook-1', sealed)).toBeUndefined();
  expect(new SealedSecrets([old]).open('webhook-2', sealed)).toBeUndefined();
  const [first = '', rest] = [sealed[0], sealed.slice(1)];
  expect(new SealedSecrets([old]).open('webhook-1', `${first === 'A' ? 'B' : 'A'}${rest}`)).toBeUndefined();
  expect(new SealedSecrets([old]).open('webhook-1', sealed.slice(0, 20))).toBeUndefined();
});

it('tries again after a minute first, then later and later, and gives up within a day', () => {
  const first = new Date('2026-11-24T00:00:00Z');
  let [now, tries] = [first, 1];
  const minutes: number[] = [];
  for (let next = nextTry(tries, now); next !== undefined; next = nextTry(tries, now)) {
    minutes.push((next.getTime() - now.getTime()) / 60_000);
    [now, tries] = [next, tries + 1];
  }
  expect(minutes).toEqual([1, 5, 15, 60, 180, 360, 720]);
  expect(now.getTime() - first.getTime()).toBeLessThan(24 * 60 * 60_000);
});
