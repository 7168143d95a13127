import type { SessionDevice } from '@rollcall/shared/contract/sessions.ts';

const proofs: ReadonlyMap<string, string> = new Map([
  ['pwd', 'password'],
  ['mfa', 'second factor'],
  ['federated', 'identity provider'],
  ['passkey', 'passkey'],
  ['sms', 'code by SMS'],
  ['email', 'code by e-mail'],
]);

/** How somebody has proved who they are: “Signed in with password, second factor”. */
export function proofWords(methods: readonly string[]): string | undefined {
  if (methods.length === 0) return undefined;
  const words = [...new Set(methods.map((method) => proofs.get(method) ?? method))];
  return `Signed in with ${words.join(', ')}`;
}

/** Where somebody was last, and where first if that was elsewhere. */
export function addressWords({ last_ip: last, initial_ip: first }: SessionDevice): string | undefined {
  if (last === undefined) return first;
  return first === undefined || first === last ? last : `${last}, first ${first}`;
}

/** What a device runs as. The last user agent counts; a device can have updated its browser since. */
export function agentOf({
  last_user_agent: last,
  initial_user_agent: first,
}: SessionDevice): string | undefined {
  return last ?? first;
}

const types: ReadonlyMap<string, string> = new Map([
  ['public_key', 'Public key'],
  ['refresh_token', 'Refresh token'],
  ['rotating_refresh_token', 'Rotating refresh token'],
]);

/** What kind of credential a device holds. */
export function typeWords(type: string): string {
  return types.get(type) ?? type;
}

/** Newest use first: of many, the ones in use are looked for. */
export function byLastUse<Entry>(
  entries: readonly Entry[],
  usedAt: (entry: Entry) => string | undefined,
): Entry[] {
  const moment = (entry: Entry) => Date.parse(usedAt(entry) ?? '') || 0;
  return entries.toSorted((one, other) => moment(other) - moment(one));
}

/** Something ends at the earlier of two moments: without use, or for good. */
export function earliest(idle: string | undefined, absolute: string | undefined): string | undefined {
  if (idle === undefined || absolute === undefined) return idle ?? absolute;
  return Date.parse(idle) < Date.parse(absolute) ? idle : absolute;
}

/** What is said where addresses are hidden: absent is then not the same as none. */
export function hiddenWords(masked: readonly string[] | undefined): string {
  return masked?.includes('last_ip') === true ? ' Your grant hides the addresses.' : '';
}
