import express, { type Request, Router } from 'express';
import { z } from 'zod';
import type { TenantContext } from '../management/endpoint.ts';
import { pageHeaders } from '../pages/layout.ts';
import { findConnection } from '../store/connections.ts';
import type { ConnectionRecord } from '../store/schema.ts';
import { type AssertionSigner, ProviderProfile } from './assertion.ts';
import { findPeople, findPerson, newPersonId, savePerson } from './directory.ts';
import { peoplePage, personPage } from './pages.ts';

const Asked = z.object({
  state: z.string().regex(/^[\w-]{1,64}$/u),
  search: z.string().max(300).default(''),
  step: z.enum(['new', 'person']).optional(),
  id: z.string().max(300).default(''),
});
const Text = z
  .string()
  .trim()
  .transform((text) => (text === '' ? undefined : text));
const PersonForm = z.object({
  state: Asked.shape.state,
  id: Text,
  name: Text,
  given_name: Text,
  family_name: Text,
  nickname: Text,
  email: Text,
  picture: Text,
});

/**
 * `/identity-provider/<connection>`: stands in for the provider of a social or enterprise
 * connection. One picks who to be, edits what the provider will send, and goes on to sign in.
 */
export function identityProviderRouter(
  { db }: TenantContext,
  assertions: AssertionSigner,
  formTargets: readonly string[],
): Router {
  const router = Router();
  const headers = pageHeaders(formTargets);

  router.get('/identity-provider/:connection', async (request, response, next) => {
    const connection = await federatedConnection(request);
    const asked = Asked.safeParse(request.query);
    if (connection === undefined || !asked.success) {
      next();
      return;
    }
    const { state, search, step, id } = asked.data;
    response.set(headers);
    if (step === undefined) {
      response.send(peoplePage(connection, state, search, await findPeople(db, connection.name, search)));
      return;
    }
    const person = step === 'person' ? await findPerson(db, connection.name, id) : undefined;
    response.send(personPage(connection, state, person?.id, person?.profile ?? {}, undefined));
  });

  router.post(
    '/identity-provider/:connection',
    express.urlencoded({ extended: false, limit: '16kb' }),
    async (request, response, next) => {
      const connection = await federatedConnection(request);
      const form = PersonForm.safeParse(request.body);
      if (connection === undefined || !form.success) {
        next();
        return;
      }
      const { state, id, ...sent } = form.data;
      const profile = ProviderProfile.safeParse(sent);
      if (!profile.success) {
        const [issue] = profile.error.issues;
        const message = `${issue?.path.join('.') ?? 'The profile'}: ${issue?.message ?? 'invalid'}`;
        response
          .status(400)
          .set(headers)
          .send(personPage(connection, state, id, sent, message));
        return;
      }
      const person = { id: id ?? newPersonId(connection, profile.data.email), profile: profile.data };
      await savePerson(db, connection.name, person);
      const assertion = await assertions.sign({ connection: connection.name, ...person }, state);
      response.redirect(303, `/u/login/${state}/callback?assertion=${assertion}`);
    },
  );

  async function federatedConnection(request: Request): Promise<ConnectionRecord | undefined> {
    const connection = await findConnection(db, String(request.params['connection']));
    return connection !== undefined && !['auth0', 'email', 'sms'].includes(connection.strategy)
      ? connection
      : undefined;
  }
  return router;
}
