import { allPermissions, type Permission } from '@rollcall/shared/access/permissions.ts';
import { m2mScopes } from '@rollcall/shared/access/m2m-scopes.ts';
import { type ProblemCode, problems, type Problem } from '@rollcall/shared/problems.ts';
import { applyMergePatch, isJsonObject, type JsonObject } from '@rollcall/shared/user/merge-patch.ts';
import { UserDetail } from '@rollcall/shared/user/user.ts';
import { vi } from 'vitest';

/** A call as it arrived. */
interface Call {
  method: string;
  path: string;
  body: unknown;
  ifMatch: string | null;
  /** As it came, encoded. */
  reason?: string;
}

/** A BFF with one user, which keeps versions as the real one does. */
export class FakeBff {
  /** Every call that changes something. */
  readonly writes: Call[] = [];
  user: UserDetail;
  scopes: readonly string[] = m2mScopes;
  reasonRequired: readonly Permission[] = [];
  steppedUpUntil: string | null = null;
  /** The account that the team member signs in with. */
  account = 'auth0|me';
  /** Nobody is there. */
  isMissing = false;
  /** What writes wait for before they are answered. */
  held: Promise<void> | undefined;
  #version = 1;
  #refusal: Problem | undefined;

  constructor(user: UserDetail) {
    this.user = user;
  }

  /** Someone else changes the user, as a merge patch. */
  change(patch: JsonObject): void {
    this.user = UserDetail.parse(applyMergePatch(this.user, patch));
    this.#version += 1;
  }

  /** The next write fails like this. */
  refuse(code: ProblemCode, more: Partial<Problem> = {}): void {
    this.#refusal = problem(code, more);
  }

  /** What it answers to a call. */
  answer(url: string, init: RequestInit): Response {
    const headers = new Headers(init.headers);
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    const reason = headers.get('Audit-Reason');
    const call = {
      method: init.method ?? 'GET',
      path: decodeURIComponent(url),
      body,
      ifMatch: headers.get('If-Match'),
      ...(reason === null ? {} : { reason }),
    };
    if (call.path === '/api/me') return Response.json(this.#me());
    if (call.path === '/api/custom-fields') return Response.json({ fields: [] });
    if (call.path === '/api/views') return Response.json({ views: [] });
    if (this.isMissing) return failure(problem('not_found'));
    if (call.path.endsWith('/schedules')) return Response.json({ schedules: [] });
    if (call.method === 'GET') return this.#show();
    this.writes.push(call);
    const refusal = this.#refusal;
    this.#refusal = undefined;
    if (refusal !== undefined) return failure(refusal);
    return this.#write(call);
  }

  #write({ method, path, body, ifMatch }: Call): Response {
    if (ifMatch !== null && ifMatch !== this.#etag()) return failure(problem('conflict'));
    if (method === 'DELETE' || method === 'PUT') return new Response(null, { status: 204 });
    if (path.endsWith('/block')) this.change({ blocked: true });
    else if (path.endsWith('/unblock')) this.change({ blocked: false });
    else if (isJsonObject(body)) this.change(body);
    return this.#show();
  }

  #show(): Response {
    return Response.json(this.user, { headers: { ETag: this.#etag() } });
  }

  #etag(): string {
    return `"${this.#version}"`;
  }

  #me() {
    return {
      member: {
        id: 'auth0|me',
        name: 'Me',
        roles: ['Admin'],
        grants: [{ role: 'Admin', users: 'all users', hidden: [] }],
      },
      account: this.account,
      masked: [],
      viewingAs: null,
      steppedUpUntil: this.steppedUpUntil,
      reasonRequired: this.reasonRequired,
      permissions: allPermissions,
      scopes: this.scopes,
      tenant: { domain: 'example.test' },
    };
  }
}

/** Puts a BFF with this user in place of `fetch`, until globals are unstubbed. */
export function serve(user: UserDetail): FakeBff {
  const bff = new FakeBff(user);
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (init.method !== 'GET') await bff.held;
    return bff.answer(url, init);
  });
  return bff;
}

function problem(code: ProblemCode, more: Partial<Problem> = {}): Problem {
  const { status, title } = problems[code];
  return {
    type: `urn:rollcall:problem:${code}`,
    title,
    status,
    code,
    detail: `${title}.`,
    requestId: 'r-1',
    ...more,
  };
}

function failure(what: Problem): Response {
  return Response.json(what, {
    status: what.status,
    headers: { 'Content-Type': 'application/problem+json' },
  });
}
