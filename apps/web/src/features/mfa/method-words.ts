import type { AuthenticationMethod } from '@rollcall/shared/contract/mfa.ts';

/** How codes come to a phone, where that is chosen. */
export function preferredWords({
  preferred_authentication_method: by,
}: AuthenticationMethod): string | undefined {
  if (by === 'sms') return 'By SMS';
  return by === 'voice' ? 'By voice call' : undefined;
}

/** Where a passkey lives. */
export function passkeyWords(method: AuthenticationMethod): string | undefined {
  if (method.credential_device_type === 'multi_device') return 'Synced between devices';
  return method.credential_device_type === 'single_device' ? 'On one device only' : undefined;
}

/** Whether a method is asked for at sign-in: recovery codes stand in for one, and unconfirmed ones are not yet. */
export function isFactor({ type, confirmed }: AuthenticationMethod): boolean {
  return type !== 'recovery-code' && confirmed !== false;
}
