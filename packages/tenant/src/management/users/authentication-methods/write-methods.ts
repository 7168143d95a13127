import {
  addAuthenticationMethod,
  type AuthenticationMethod,
  listAuthenticationMethods,
  type NewAuthenticationMethod,
  removeAuthenticationMethods,
  saveAuthenticationMethod,
} from '../../../store/authentication-methods.ts';
import type { Database } from '../../../store/open.ts';
import { lockUser } from '../../../store/users.ts';
import type { Endpoint } from '../../endpoint.ts';
import { ManagementError } from '../../management-error.ts';
import { validate } from '../../validate.ts';
import { readKnownUserId, readUserId } from '../user-id.ts';
import { readNewMethod, readReplacements, UpdateMethodBody } from './bodies.ts';
import { logFactors } from './log-factor.ts';
import { presentCreated, presentReplaced } from './present.ts';
import { pickMethod } from './read-methods.ts';

/** How many methods of one type a user can have. */
const LIMIT = 20;

/** `POST /users/{id}/authentication-methods`: what is created counts as confirmed. @see https://auth0.com/docs/api/management/v2/users/post-authentication-methods */
export const createMethod: Endpoint = {
  method: 'post',
  path: '/users/:id/authentication-methods',
  summary: 'Creates an authentication method for a given user',
  scopes: ['create:authentication_methods'],
  handle: async ({ db }, { params, body }) => {
    const userId = readUserId(params);
    const sent = readNewMethod(body);
    const created = await db.transaction().execute(async (transaction) => {
      const methods = await lockMethods(transaction, params);
      if (methods.filter(({ type }) => type === sent.type).length >= LIMIT) {
        throw new ManagementError(403, 'You reached the limit of entities of this type for this user.');
      }
      return add(transaction, userId, sent);
    });
    return { status: 201, body: presentCreated(created) };
  },
};

/** `PUT /users/{id}/authentication-methods`: a bare array takes the place of all there was. @see https://auth0.com/docs/api/management/v2/users/put-authentication-methods */
export const replaceMethods: Endpoint = {
  method: 'put',
  path: '/users/:id/authentication-methods',
  summary: 'Update all authentication methods by replacing them with the given ones',
  scopes: ['update:authentication_methods'],
  handle: async ({ db }, request) => {
    const userId = readUserId(request.params);
    const sent = readReplacements(request.body);
    const created = await db.transaction().execute(async (transaction) => {
      const before = await lockMethods(transaction, request.params);
      assertNoPasskey(before);
      await removeAuthenticationMethods(transaction, before);
      await logFactors(transaction, 'gd_unenroll', request, before);
      const added: AuthenticationMethod[] = [];
      for (const method of sent) added.push(await add(transaction, userId, method));
      return added;
    });
    return { status: 200, body: created.map(presentReplaced) };
  },
};

/** `PATCH /users/{id}/authentication-methods/{authentication_method_id}`. @see https://auth0.com/docs/api/management/v2/users/patch-authentication-methods-by-authentication-method-id */
export const updateMethod: Endpoint = {
  method: 'patch',
  path: '/users/:id/authentication-methods/:authentication_method_id',
  summary: 'Update an authentication method',
  scopes: ['update:authentication_methods'],
  handle: async ({ db }, request) => {
    const { name, preferred_authentication_method: preferred } = validate(
      'Payload',
      UpdateMethodBody,
      request.body,
    );
    const updated = await db.transaction().execute(async (transaction) => {
      const method = pickMethod(await lockMethods(transaction, request.params), request.params);
      if (preferred !== undefined && method.type !== 'phone') {
        throw new ManagementError(
          400,
          'The preferred_authentication_method applies to phone authentication methods only.',
          'invalid_body',
        );
      }
      const changed = await saveAuthenticationMethod(transaction, {
        ...method,
        name: name ?? method.name,
        details:
          preferred === undefined
            ? method.details
            : { ...method.details, preferred_authentication_method: preferred },
      });
      await logFactors(transaction, 'gd_update_device_account', request, [method]);
      return changed;
    });
    return { status: 200, body: presentCreated(updated) };
  },
};

/** `DELETE /users/{id}/authentication-methods/{authentication_method_id}`. @see https://auth0.com/docs/api/management/v2/users/delete-authentication-methods-by-authentication-method-id */
export const deleteMethod: Endpoint = {
  method: 'delete',
  path: '/users/:id/authentication-methods/:authentication_method_id',
  summary: 'Delete an authentication method by ID',
  scopes: ['delete:authentication_methods'],
  handle: async ({ db }, request) => {
    await db.transaction().execute(async (transaction) => {
      const method = pickMethod(await lockMethods(transaction, request.params), request.params);
      await removeAuthenticationMethods(transaction, [method]);
      await logFactors(transaction, 'gd_unenroll', request, [method]);
    });
    return { status: 204 };
  },
};

/** `DELETE /users/{id}/authentication-methods`: not for somebody with a passkey. @see https://auth0.com/docs/api/management/v2/users/delete-authentication-methods */
export const deleteMethods: Endpoint = {
  method: 'delete',
  path: '/users/:id/authentication-methods',
  summary: 'Delete all authentication methods for the given user',
  scopes: ['delete:authentication_methods'],
  handle: async ({ db }, request) => {
    const userId = readUserId(request.params);
    await db.transaction().execute(async (transaction) => {
      const methods = await listAuthenticationMethods(transaction, userId);
      assertNoPasskey(methods);
      await removeAuthenticationMethods(transaction, methods);
      await logFactors(transaction, 'gd_unenroll', request, methods);
    });
    return { status: 204 };
  },
};

async function lockMethods(
  transaction: Database,
  params: Readonly<Record<string, string>>,
): Promise<AuthenticationMethod[]> {
  return listAuthenticationMethods(transaction, await readKnownUserId(transaction, params, lockUser));
}

async function add(
  transaction: Database,
  userId: string,
  method: NewAuthenticationMethod,
): Promise<AuthenticationMethod> {
  const created = await addAuthenticationMethod(transaction, userId, method);
  if (created !== undefined) return created;
  throw new ManagementError(409, 'Authentication method already exists.');
}

function assertNoPasskey(methods: readonly AuthenticationMethod[]): void {
  if (!methods.some(({ type }) => type === 'passkey')) return;
  throw new ManagementError(
    403,
    'Operation not permitted when the user has registered at least 1 passkey',
    'operation_not_supported',
  );
}
