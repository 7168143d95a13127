import { expect, it } from 'vitest';
import { addressWords, byLastUse, proofWords, typeWords } from './words.ts';

it.each([
  [['pwd'], 'Signed in with password'],
  [['pwd', 'mfa', 'mfa'], 'Signed in with password, second factor'],
  [['kerberos'], 'Signed in with kerberos'],
  [[], undefined],
])('the proofs %j are told as “%s”', (methods, words) => {
  expect(proofWords(methods)).toBe(words);
});

it.each([
  [{ last_ip: '192.0.2.1', initial_ip: '192.0.2.1' }, '192.0.2.1'],
  [{ last_ip: '192.0.2.1', initial_ip: '198.51.100.7' }, '192.0.2.1, first 198.51.100.7'],
  [{ initial_ip: '198.51.100.7' }, '198.51.100.7'],
  [{}, undefined],
])('%j was at %s', (device, words) => {
  expect(addressWords(device)).toBe(words);
});

it('what was used last comes first, and what never was comes last', () => {
  const entries = [{ at: undefined }, { at: '2026-11-01T00:00:00Z' }, { at: '2026-11-20T00:00:00Z' }];
  expect(byLastUse(entries, ({ at }) => at)).toEqual([entries[2], entries[1], entries[0]]);
});

it('a type that is not known is told as Auth0 calls it', () => {
  expect([typeWords('public_key'), typeWords('quantum_key')]).toEqual(['Public key', 'quantum_key']);
});
