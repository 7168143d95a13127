import { permissionsOf, permissionsOver } from '@rollcall/shared/access/decision.ts';
import type { Row } from '@rollcall/shared/contract/row.ts';
import { rows } from '@rollcall/shared/contract/rows.ts';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { authorize, loadInScope } from '../access/choke-point.ts';
import { etagOf, refuseStale } from '../access/etag.ts';
import type { TeamGuard } from '../access/team-guard.ts';
import type { UserTurn } from '../access/user-turn.ts';
import type { TokenSource } from '../management/token.ts';
import type { TenantUsers } from '../management/users.ts';
import type { TeamMember } from '../store/team.ts';
import type { HandlersOf } from './handler.ts';
import { invalidInput, ProblemError } from './problem.ts';
import { teamMemberOf } from './session.ts';

export type Handlers = HandlersOf<typeof rows>;

/** What every row needs, whatever it does. */
export interface MountDependencies {
  tokens: TokenSource;
  users: TenantUsers;
  inTurn: UserTurn;
  teamGuard: TeamGuard;
}

/** A handler and its call, seen without their row. */
interface AnyCall extends Input {
  member: TeamMember;
  scopes: readonly string[];
  user: unknown;
}
type AnyHandler = { handle(call: AnyCall): Promise<unknown> }['handle'];

interface Input {
  params: Record<string, string> | undefined;
  query: Record<string, unknown> | undefined;
  body: Record<string, unknown> | undefined;
}

const nothing = z.strictObject({});

const verbs = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const;

/**
 * Makes every row a route, and nothing else. In order: parse the input, check permission and scopes,
 * load and judge the user, keep the team's own accounts from those who may do less, check the
 * version, run the handler, parse its answer. What the row's
 * response schema does not know never leaves.
 */
export function mount(handlers: Handlers, dependencies: MountDependencies): Router {
  const router = Router({ strict: true, caseSensitive: true });
  const methods = new Map<string, string[]>();
  for (const [name, row] of Object.entries<Row>(rows)) {
    const handler = handlerOf(handlers, name);
    router[verbs[row.method]](row.path, async (request, response) => {
      const output = await perform(row, handler, dependencies, request);
      answer(row, response, output);
    });
    methods.set(row.path, [...(methods.get(row.path) ?? []), row.method]);
  }
  for (const [path, allowed] of methods) {
    router.all(path, (_request, response) => {
      response.set('Allow', allowed.join(', '));
      throw new ProblemError('method_not_allowed');
    });
  }
  return router;
}

function handlerOf(handlers: Handlers, name: string): AnyHandler {
  const found = Object.entries<AnyHandler>(handlers).find(([key]) => key === name)?.[1];
  if (found === undefined) throw new Error(`The row ${name} has no handler.`);
  return found;
}

async function perform(
  row: Row,
  handler: AnyHandler,
  { tokens, users, inTurn, teamGuard }: MountDependencies,
  request: Request,
): Promise<unknown> {
  const member = teamMemberOf(request);
  const input = parseInput(row, request);
  const fields = Object.keys(input.body ?? {});
  const scopes = await tokens.scopes();
  authorize(row, { permissions: permissionsOf(member.grants), scopes }, fields);
  const call = { ...input, member, scopes, user: undefined };
  const email = typeof input.body?.email === 'string' ? input.body.email : undefined;
  if (row.user !== 'in-scope') {
    if (row.method !== 'GET') await teamGuard(member, { newEmail: email });
    return handler(call);
  }

  const userId = input.params?.userId;
  if (userId === undefined) throw new Error(`The path ${row.path} names no user.`);
  const act = async () => {
    const user = await loadInScope(users, member, userId);
    authorize(row, { permissions: permissionsOver(member.grants, user), scopes }, fields);
    if (row.method !== 'GET') await teamGuard(member, { user, newEmail: email });
    if (row.ifMatch !== undefined) refuseStale(row.ifMatch, request.get('If-Match'), user);
    return handler({ ...call, user });
  };
  return row.method === 'GET' ? act() : inTurn(userId, act);
}

function parseInput(row: Row, request: Request): Input {
  const body: unknown = request.body;
  if (row.body === undefined && body !== undefined && !nothing.safeParse(body).success) {
    throw new ProblemError('invalid_input', { detail: 'This call takes no body.' });
  }
  return {
    params: row.params === undefined ? undefined : parse(row.params, request.params),
    query: parse(row.query ?? nothing, request.query),
    body: row.body === undefined ? undefined : parse(row.body, body),
  };
}

function parse<Output>(schema: z.ZodType<Output>, value: unknown): Output {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw invalidInput(read.error);
}

function answer(row: Row, response: Response, output: unknown): void {
  response.status(row.status).set('Cache-Control', 'no-store');
  if (row.response === undefined) {
    response.end();
    return;
  }
  const body = row.response.parse(output);
  if (row.user === 'in-scope' && typeof body === 'object' && body !== null)
    response.set('ETag', etagOf(body));
  response.set('Content-Type', 'application/json; charset=utf-8').end(JSON.stringify(body));
}
