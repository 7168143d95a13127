import { mfaRows } from '@rollcall/shared/contract/mfa.ts';
import { Ticket } from '@rollcall/shared/contract/credentials.ts';
import { expect } from 'vitest';
import { z } from 'zod';
import type { Browser } from '../testing/browser.ts';
import { childrenIn } from '../testing/children.ts';
import { peopleIn } from '../testing/people.ts';
import type { World } from '../testing/world.ts';
import { acme, portal } from './tenant-ids.ts';

/** What the page of one user is tried with. */
export interface PageSecrets {
  world: World;
  browser: Browser;
  /** Asks, and keeps what came back as told. */
  call: Browser['api'];
  /** Makes up a secret. */
  secret: (what: string) => string;
  /** Takes a value for one that was made by somebody else. */
  keep: (value: string) => void;
  /** A user with a password, and what an application got for them. */
  person: { userId: string; accessToken: string; idToken: string };
}

/** Leads secrets through every door of a user's page: links, codes, tokens, passwords, the tenant's own keys. */
export async function liveOnPage(page: PageSecrets): Promise<void> {
  const path = `/api/users/${encodeURIComponent(page.person.userId)}`;
  // Before the links: the last one comes with a lockdown, which ends what tokens are for.
  await pasteTokens(page);
  await askForLinks(page, path);
  await askForCode(page, path);
  await sendWhereNothingBelongs(page, path);
  await readWhatTheTenantKeeps(page);
  for (const read of ['', '/logs', '/overview', '/schedules', '/authentication-methods', '/invitations']) {
    expect([read, (await page.call('GET', `${path}${read}`)).status]).toEqual([read, 200]);
  }
}

/** Links open an account to whoever has them: each is shown once, and by that answer alone. */
async function askForLinks({ browser, keep }: PageSecrets, path: string): Promise<void> {
  const link = (value: string) => {
    keep(value);
    const [token = ''] = ['ticket', 'invitation'].flatMap(
      (name) => new URL(value).searchParams.get(name) ?? [],
    );
    expect(token.length).toBeGreaterThan(10);
    keep(token);
  };
  const post = async (address: string, body: object, status: number) => {
    const made = await browser.api('POST', `${path}${address}`, { body });
    expect([address, made.status]).toEqual([address, status]);
    return made.body;
  };
  const lifetime = { ttl_sec: 3600 };
  const password = await post('/password-ticket', { ...lifetime, mark_email_as_verified: false }, 201);
  link(Ticket.parse(password).ticket);
  link(Ticket.parse(await post('/verification-ticket', lifetime, 201)).ticket);
  const enrollment = await post('/guardian/enrollments/ticket', { send_mail: false }, 200);
  link(z.object({ ticket_url: z.string() }).parse(enrollment).ticket_url);
  const invitation = { organization_id: acme, client_id: portal, send_email: false };
  const invited = await post('/invitations', invitation, 201);
  link(z.object({ invitation_url: z.string() }).parse(invited).invitation_url);
  const locked = await post('/lockdown', { password: 'ticket' }, 200);
  link(z.object({ ticket: Ticket }).parse(locked).ticket.ticket);
}

async function askForCode({ world, browser, keep, person }: PageSecrets, path: string): Promise<void> {
  const { addMethod } = await childrenIn(world);
  const totpSecret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
  keep(totpSecret);
  await addMethod(person.userId, { type: 'totp', name: 'App', totp_secret: totpSecret });
  const { body } = await browser.api('POST', `${path}/recovery-code-regeneration`);
  keep(mfaRows.regenerateRecoveryCode.response.parse(body).recovery_code);
}

/** Tokens are nowhere but in what was pasted. */
async function pasteTokens({ call, secret, keep, person }: PageSecrets): Promise<void> {
  for (const [kind, token] of [
    ['access_token', person.accessToken],
    ['id_token', person.idToken],
  ] as const) {
    keep(token);
    const inspected = await call('POST', '/api/tokens/inspect', { body: { kind, token } });
    expect([kind, inspected.status]).toEqual([kind, 200]);
  }
  const opaque = secret('opaque').replace('!', '');
  keep(opaque);
  await call('POST', '/api/tokens/inspect', { body: { kind: 'access_token', token: opaque } });
}

/** What a row does not know, or not so, is refused without being repeated. */
async function sendWhereNothingBelongs({ call, secret }: PageSecrets, path: string): Promise<void> {
  const refused: [string, string, () => object][] = [
    ['POST', '/api/tokens/inspect', () => ({ kind: 'id_token', token: `${secret('token-form')} ` })],
    ['POST', '/api/tokens/inspect', () => ({ kind: secret('token-kind'), token: 'x' })],
    ['POST', `${path}/lockdown`, () => ({ password: secret('lockdown') })],
    ['POST', `${path}/password-ticket`, () => ({ ttl_sec: 3600, password: secret('ticket-password') })],
    ['POST', `${path}/notes`, () => ({ text: 'A note.', password: secret('note-password') })],
    ['POST', `${path}/roles`, () => ({ roles: [secret('role')] })],
    ['POST', `${path}/identities`, () => ({ user_id: secret('second'), version: '"x"' })],
    ['POST', `${path}/guardian/enrollments/ticket`, () => ({ send_mail: false, email: secret('mail') })],
    ['POST', `${path}/invitations`, () => ({ organization_id: acme, client_id: secret('client app') })],
    ['PUT', '/api/connections/con_GoogleOauth20001/sync', () => ({ client_secret: secret('option') })],
  ];
  for (const [method, address, body] of refused) {
    const answer = await call(method, address, { body: body() });
    expect([method, address, answer.status]).toEqual([method, address, 400]);
  }
}

/** What a connection is configured with is none of a browser's business. */
async function readWhatTheTenantKeeps({ world, call, secret }: PageSecrets): Promise<void> {
  const { api } = await peopleIn(world);
  const address = '/connections/con_GoogleOauth20001';
  const { body } = await api('GET', address);
  const options = { ...Object(Object(body).options), client_secret: secret('connection') };
  expect((await api('PATCH', address, { options })).status).toBe(200);
  expect((await call('GET', '/api/connections/con_GoogleOauth20001/sync')).status).toBe(200);
  expect((await call('GET', '/api/connections')).status).toBe(200);
}
