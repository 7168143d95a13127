import type { z } from 'zod';
import type { M2mScope, ScopeNeed } from '../access/m2m-scopes.ts';
import type { Permission } from '../access/permissions.ts';
import type { AuditAction } from './audit-actions.ts';
import type { ProblemCode } from '../problems.ts';

/** What one key of a body needs beyond what its row needs. */
export interface FieldRule {
  permission: Permission;
  scopes: readonly ScopeNeed[];
}

/**
 * A route: who may call what, with which data, spending which scopes. The BFF attaches a handler,
 * the web app gets a typed call; neither says any of this again.
 */
export interface Row {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Express' form: `/api/users/:userId`. */
  path: `/api/${string}`;
  /** What the team member needs; absent where being a team member is enough. */
  permission?: Permission;
  /** What the handler spends of the M2M token. */
  scopes: readonly ScopeNeed[];
  /** What it spends for a part of its answer, where the token has it; without it that part is said to be missing. */
  optionalScopes?: readonly M2mScope[];
  /** Needs of single body keys, for rows where one body holds several acts. */
  fields?: Readonly<Record<string, FieldRule>>;
  /**
   * `in-scope`: `:userId` names a user, who is loaded, judged and handed to the handler.
   * `list`: the handler returns users, each judged before it leaves. `new`: it creates one.
   */
  user?: 'in-scope' | 'list' | 'new';
  /** What the audit trail calls the act. Every write has one; a read has one where it is worth telling. */
  audit?: AuditAction;
  /** Whether it needs a sign-in of the last five minutes: what destroys, or changes who may do what. */
  stepUp?: true;
  /** Whether it is always given a reason; others are where the team's settings ask for one. */
  reason?: 'required';
  /** Whether it is open while a team member sees Rollcall as somebody else does; reads are. */
  whileViewingAs?: true;
  /**
   * Whether nobody does it to the account they sign in with themselves: it would lock them out, or
   * (`raise`) give them more than they have.
   */
  notToOneself?: true | 'raise';
  /** Whether a write must, or may, say which version of the user it is based on (RFC 9110 §13.1.1). */
  ifMatch?: 'required' | 'accepted';
  params?: z.ZodType<Record<string, string>>;
  query?: z.ZodType<Record<string, unknown>>;
  body?: z.ZodType<Record<string, unknown>>;
  /**
   * How a GET answers piece by piece: as a `file` to be saved, or as `events` that the server sends for as long
   * as somebody listens. Then `response` is one event; a file has none. A link and a listener send no header of
   * their own, so such a call may come without `X-CSRF` where the browser says that it is from Rollcall's pages.
   */
  stream?: 'file' | 'events';
  /** The status of a success, and its body; 204 has none. */
  status: 200 | 201 | 204;
  response?: z.ZodType;
  /** The problems a caller should expect beyond those that any row can have. */
  problems: readonly ProblemCode[];
}
