import type { Request, Response } from 'express';
import type Provider from 'oidc-provider';
import { addressOf } from '../address.ts';
import type { AssertionSigner } from '../identity-provider/assertion.ts';
import type { TenantContext } from '../management/endpoint.ts';
import { pageHeaders } from '../pages/layout.ts';
import { findClient } from '../store/clients.ts';
import { listConnections } from '../store/connections.ts';
import type { LogEvent } from '../store/log-events.ts';
import type { ConnectionRecord } from '../store/schema.ts';
import { type StrategyType, strategyTypeOf } from '../store/strategy-type.ts';
import { readTenantSettings } from '../store/tenant-settings.ts';

/** What every page between the application's redirect and its callback works with. */
export interface SignInOptions {
  context: TenantContext;
  provider: Provider;
  assertions: AssertionSigner;
  /** Origins to which a sign-in may lead. */
  formTargets: readonly string[];
}

/** The ways in that the application offers. */
interface Ways {
  /** All of them, or the one that the application insists on. */
  database: readonly ConnectionRecord[];
  passwordless: readonly ConnectionRecord[];
  /** Social and enterprise. */
  federated: readonly ConnectionRecord[];
}

/** One sign-in under way, in the browser that began it. */
export interface Flow {
  uid: string;
  /** Where its pages are, without a trailing slash. */
  path: string;
  application: string;
  /** Whose people sign in, as the tenant's settings say. */
  company: string;
  ways: Ways;
  /** The connection the application insists on. */
  wanted: string | undefined;
  hint: string;
  screen: string | undefined;
  /** Why the person is asked to sign in. */
  reasons: readonly string[];
  ip: string;
  /** What the log says of every event of this sign-in. */
  about: Pick<LogEvent, 'client_id' | 'client_name' | 'ip' | 'user_agent'>;
}

/**
 * The sign-in that a request belongs to.
 * @throws {errors.SessionNotFound} when it has expired, or was begun in another browser.
 */
export async function readFlow(
  { context, provider }: SignInOptions,
  request: Request,
  response: Response,
): Promise<Flow> {
  const { uid, params, prompt } = await provider.interactionDetails(request, response);
  const clientId = String(params['client_id']);
  const client = await findClient(context.db, clientId);
  const connections = (await listConnections(context.db)).filter(({ settings }) =>
    settings.enabled_clients.includes(clientId),
  );
  const wanted = textOf(params['connection']);
  const ip = addressOf(request);
  return {
    uid,
    path: `/u/login/${uid}`,
    application: client?.name ?? clientId,
    company: textOf((await readTenantSettings(context.db))['friendly_name']) ?? 'the local tenant',
    ways: waysOf(connections, wanted),
    wanted: connections.some(({ name }) => name === wanted) ? wanted : undefined,
    hint: textOf(params['login_hint']) ?? '',
    screen: textOf(params['screen_hint']),
    reasons: prompt.reasons,
    ip,
    about: {
      client_id: clientId,
      client_name: client?.name,
      ip,
      user_agent: request.get('user-agent'),
    },
  };
}

function waysOf(connections: readonly ConnectionRecord[], wanted: string | undefined): Ways {
  const database = connections.filter(isOf('database'));
  const insisted = database.filter(({ name }) => name === wanted);
  return {
    database: insisted.length > 0 ? insisted : database,
    passwordless: connections.filter(isOf('passwordless')),
    federated: connections.filter(isOf('social', 'enterprise')),
  };
}

function isOf(...types: StrategyType[]): (connection: ConnectionRecord) => boolean {
  return ({ strategy }) => types.includes(strategyTypeOf(strategy));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** What the log says of a connection and of who signs in through it. */
export function eventOf(
  { about }: Flow,
  connection: ConnectionRecord | undefined,
  userName: string | undefined,
  userId?: string,
): Omit<LogEvent, 'type'> {
  return {
    ...about,
    ...(connection === undefined
      ? {}
      : {
          connection: connection.name,
          connection_id: connection.id,
          strategy: connection.strategy,
          strategy_type: strategyTypeOf(connection.strategy),
        }),
    user_id: userId,
    user_name: userName,
  };
}

/** Sends a page of a sign-in; it may lead on to the application. */
export function showPage(
  { formTargets }: Pick<SignInOptions, 'formTargets'>,
  response: Response,
  html: string,
  status = 200,
): void {
  response.status(status).set(pageHeaders(formTargets)).send(html);
}
