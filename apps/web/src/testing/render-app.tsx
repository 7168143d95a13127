import type { Me } from '@rollcall/shared/contract/account.ts';
import { allPermissions } from '@rollcall/shared/access/permissions.ts';
import { m2mScopes } from '@rollcall/shared/access/m2m-scopes.ts';
import type { ProblemCode } from '@rollcall/shared/problems.ts';
import { problems } from '@rollcall/shared/problems.ts';
import { createMemoryHistory } from '@tanstack/react-router';
import { configure, render } from '@testing-library/react';
import { vi } from 'vitest';
import { Providers } from '../app/providers.tsx';
import { createQueryClient } from '../app/query-client.ts';
// oxlint-disable-next-line import/no-unassigned-import -- routes fetch it late: it could be on its way still in the next test
import '../api/user.ts';
import { createAppRouter } from '../app/router.tsx';

// A page's code is read when it is first shown, which takes a while on a busy machine.
configure({ asyncUtilTimeout: 10_000 });

// jsdom has no `CSS`, and overlays ask for it even after a test has ended.
Object.defineProperty(globalThis, 'CSS', {
  value: { escape: (text: string) => text.replaceAll(/[^\w-]/g, String.raw`\$&`) },
});

/** What a stand-in for the BFF answers to a call, by method and address as in `GET /api/me`. */
export type Answers = Record<string, (request: { url: URL; body: unknown }) => Response>;

/** An Admin, with a token that has every scope. */
export const admin: Me = {
  member: {
    id: 'auth0|admin',
    name: 'Ada Admin',
    email: 'ada@rollcall.example',
    roles: ['Admin'],
    grants: [{ role: 'Admin', users: 'all users', hidden: [] }],
  },
  masked: [],
  viewingAs: null,
  steppedUpUntil: null,
  reasonRequired: [],
  permissions: allPermissions,
  scopes: [...m2mScopes],
  tenant: { domain: 'tenant.example' },
};

/** What any page may ask for that says why something is refused. */
const common: Answers = {
  'GET /api/team/managers': () => json({ managers: [{ name: 'Ada Admin' }] }),
  'GET /api/custom-fields': () => json({ fields: [] }),
  'GET /api/views': () => json({ views: [] }),
};

/** An answer as the BFF gives it. */
export function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
}

/** A refusal as the BFF gives it. */
export function problem(code: ProblemCode, members: object = {}): Response {
  const { status, title } = problems[code];
  const type = `urn:rollcall:problem:${code}`;
  return json({ type, title, status, detail: `${title}.`, code, requestId: 'request-1', ...members }, status);
}

/**
 * Shows the whole app at an address, with a stand-in for the BFF; answers every call made, as
 * `GET /api/users?q=ada`. What the stand-in has no answer for fails the test.
 */
export function renderApp(address: string, answers: Answers, options: { isNarrow?: boolean } = {}) {
  const calls: string[] = [];
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: query.includes('700px') && options.isNarrow === true,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  vi.stubGlobal('scrollTo', () => undefined);
  vi.stubGlobal('fetch', (input: string, init: RequestInit = {}) => {
    const url = new URL(input, 'http://localhost');
    const method = init.method ?? 'GET';
    calls.push(`${method} ${url.pathname}${url.search}`);
    const answer = { ...common, ...answers }[`${method} ${url.pathname}`];
    if (answer === undefined) throw new Error(`The test has no answer for ${method} ${url.pathname}.`);
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    return Promise.resolve(answer({ url, body }));
  });
  const queryClient = createQueryClient();
  const router = createAppRouter(queryClient, createMemoryHistory({ initialEntries: [address] }));
  render(<Providers queryClient={queryClient} router={router} />);
  /** The address as it stands in the address bar. */
  const addressNow = () => router.state.location.href;
  return { calls, queryClient, addressNow };
}
