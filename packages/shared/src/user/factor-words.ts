const words: ReadonlyMap<string, string> = new Map([
  ['totp', 'Authenticator app'],
  ['push', 'Push notification'],
  ['guardian', 'Auth0 Guardian'],
  ['phone', 'Phone'],
  ['email', 'E-mail'],
  ['email-verification', 'E-mail, by verification'],
  ['webauthn-roaming', 'Security key'],
  ['webauthn-platform', 'Device biometrics'],
  ['passkey', 'Passkey'],
  ['recovery-code', 'Recovery code'],
]);

/**
 * What a type of authentication method is called; one that is not known by Auth0's own name for it.
 * Source: Management API GET /api/v2/users/{id}/authentication-methods
 */
export function factorWords(type: string): string {
  return words.get(type) ?? type;
}
