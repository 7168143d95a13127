import type { Row } from '@rollcall/shared/contract/row.ts';
import type { z } from 'zod';
import type { TenantUser } from '../management/user-schema.ts';
import type { Telling } from '../audit/recording.ts';
import type { Caller } from '../store/caller.ts';
import type { TeamMember } from '../store/team.ts';

type Parsed<R extends Row, Part extends 'params' | 'query' | 'body'> =
  R extends Record<Part, infer Schema extends z.ZodType> ? z.output<Schema> : undefined;

/** What a handler is given: who calls, what the token may do, and input that has been parsed. */
export interface Call<R extends Row> {
  /** The team member whose grants decide. */
  member: TeamMember;
  /** Who really calls, in which session. */
  caller: Caller;
  /** What the audit trail is told beyond what it can see. */
  telling: Telling;
  /** Why they do it, where they said so. */
  reason: string | undefined;
  scopes: readonly string[];
  params: Parsed<R, 'params'>;
  query: Parsed<R, 'query'>;
  body: Parsed<R, 'body'>;
  /** The user that the row is about: read fresh, and one that this member may do this to. */
  user: R extends { user: 'in-scope' } ? TenantUser : undefined;
  /** Of a stream: fires when nobody takes it any more, or nobody may. */
  signal: R extends { stream: 'file' | 'events' } ? AbortSignal : undefined;
}

/** A file that leaves piece by piece, under a name of any characters. */
interface NamedFile {
  name: string;
  /** Its media type. */
  type: string;
}

/** A file that is made while it leaves. */
interface MadeFile extends NamedFile {
  chunks: AsyncIterable<Uint8Array>;
}

/** A file that is there already, so that a download can go on where it was cut off. */
interface KeptFile extends NamedFile {
  /** In bytes. */
  size: number;
  /** Another one for any other bytes; of letters, digits and dashes. */
  version: string;
  /** The bytes from this one on. */
  from: (offset: number) => AsyncIterable<Uint8Array>;
}

/** What the handler of a `file` answers. */
export type StreamedFile = MadeFile | KeptFile;

type Output<R extends Row> = R extends { stream: 'file' }
  ? StreamedFile
  : R extends { stream: 'events'; response: infer Event extends z.ZodType }
    ? AsyncIterable<z.input<Event>>
    : R extends { response: infer Schema extends z.ZodType }
      ? z.input<Schema>
      : void;

/**
 * Does what a row says: data in, data out, and no word of HTTP. Taken from a method's type, whose
 * parameters TypeScript compares both ways: `mount` calls each handler with what that handler's
 * own row has parsed, which a list of different rows cannot express otherwise.
 */
type Handler<R extends Row> = { handle(call: Call<R>): Promise<Output<R>> }['handle'];

/** A handler for each row, no more and no fewer. */
export type HandlersOf<Rows extends Record<string, Row>> = { [Name in keyof Rows]: Handler<Rows[Name]> };
