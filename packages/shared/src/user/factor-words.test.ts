import { expect, it } from 'vitest';
import { factorWords } from './factor-words.ts';

it('names what Auth0 documents, and what it does not by Auth0’s own word', () => {
  expect(factorWords('webauthn-roaming')).toBe('Security key');
  expect(factorWords('telepathy')).toBe('telepathy');
});
