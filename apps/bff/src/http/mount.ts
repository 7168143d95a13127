import type { Row } from '@rollcall/shared/contract/row.ts';
import { rows } from '@rollcall/shared/contract/rows.ts';
import { type Response, Router } from 'express';
import { etagOf } from '../access/etag.ts';
import type { HandlersOf } from './handler.ts';
import { type AnyHandler, perform, type PerformDependencies } from './perform.ts';
import { ProblemError } from './problem.ts';

export type Handlers = HandlersOf<typeof rows>;

const verbs = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const;

/**
 * Makes every row a route, and nothing else. What the row's response schema does not know never
 * leaves.
 */
export function mount(handlers: Handlers, dependencies: PerformDependencies): Router {
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

function answer(row: Row, response: Response, output: unknown): void {
  response.status(row.status).set('Cache-Control', 'no-store');
  if (row.response === undefined) {
    response.end();
    return;
  }
  const body = row.response.parse(output);
  if (typeof body === 'object' && body !== null && 'user_id' in body && row.user === 'in-scope') {
    response.set('ETag', etagOf(body));
  }
  response.set('Content-Type', 'application/json; charset=utf-8').end(JSON.stringify(body));
}
