import type { Row } from '@rollcall/shared/contract/row.ts';
import { rows } from '@rollcall/shared/contract/rows.ts';
import { type Response, Router } from 'express';
import type { HandlersOf } from './handler.ts';
import type { AnyHandler } from './carry-out.ts';
import { perform, type PerformDependencies, type Performed } from './perform.ts';
import { ProblemError } from './problem.ts';
import { endingOf, type Streams } from './streams.ts';

export type Handlers = HandlersOf<typeof rows>;

const verbs = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const;

/**
 * Makes every row a route, and nothing else. What the row's response schema does not know never
 * leaves.
 */
export function mount(handlers: Handlers, dependencies: PerformDependencies, streams: Streams): Router {
  const router = Router({ strict: true, caseSensitive: true });
  for (const [path, named] of rowsByPath()) {
    for (const [name, row] of named) {
      const handler = handlerOf(handlers, name);
      router[verbs[row.method]](path, async (request, response) => {
        if (row.stream === undefined) {
          return answer(row, response, await perform(row, handler, dependencies, request));
        }
        const ending = endingOf(response);
        const { output } = await perform(row, handler, dependencies, request, ending.signal);
        await streams.answer(row, output, { request, response, ending });
      });
    }
    const allowed = named.map(([, { method }]) => method).join(', ');
    router.all(path, (_request, response) => {
      response.set('Allow', allowed);
      throw new ProblemError('method_not_allowed');
    });
  }
  return router;
}

function sortable(path: string): string {
  return path.replaceAll(/:\w+/g, '\uffff');
}

/** The rows of each path, and a word before a parameter: `/api/team/roles` is not the member `roles`. */
function rowsByPath(): [string, [string, Row][]][] {
  const paths = Map.groupBy(Object.entries<Row>(rows), ([, { path }]) => path);
  return [...paths].toSorted(([one], [other]) => (sortable(one) < sortable(other) ? -1 : 1));
}

/** What does a row, by the row's name. @throws where there is none */
export function handlerOf(handlers: Handlers, name: string): AnyHandler {
  const found = Object.entries<AnyHandler>(handlers).find(([key]) => key === name)?.[1];
  if (found === undefined) throw new Error(`The row ${name} has no handler.`);
  return found;
}

function answer(row: Row, response: Response, { output, etag }: Performed): void {
  response.status(row.status).set('Cache-Control', 'no-store');
  if (row.response === undefined) {
    response.end();
    return;
  }
  const body = row.response.parse(output);
  if (etag !== undefined) response.set('ETag', etag);
  response.set('Content-Type', 'application/json; charset=utf-8').end(JSON.stringify(body));
}
