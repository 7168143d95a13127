import { createHash } from 'node:crypto';
import { AuditChange, AuditOutcome, AuditTarget } from '@rollcall/shared/contract/audit.ts';
import { allAuditActions } from '@rollcall/shared/contract/audit-actions.ts';
import { problemCodes } from '@rollcall/shared/problems.ts';
import { z } from 'zod';

/** Everything that one entry of the trail says; as JSON it is the `content` that the hash is over. */
export const EntryContent = z.object({
  seq: z.number().int(),
  /** An act begins and ends; what is over at once is noted. */
  kind: z.enum(['begun', 'ended', 'noted']),
  /** The `seq` of the entry that the act began with. */
  event: z.number().int(),
  at: z.string(),
  action: z.enum(allAuditActions),
  actor: z.object({ id: z.string(), name: z.string() }).nullable(),
  viewingAs: z.string().optional(),
  target: AuditTarget.nullable(),
  reason: z.string().optional(),
  requestId: z.string(),
  outcome: AuditOutcome.exclude(['begun']).optional(),
  problem: z.enum(problemCodes).optional(),
  missing: z.array(z.string()).optional(),
  changes: z.array(AuditChange).optional(),
});
export type EntryContent = z.infer<typeof EntryContent>;

/** The hash of an entry: over the one before it and its own content. */
export function hashOf(previous: string, content: string): string {
  return createHash('sha256').update(previous).update('\n').update(content).digest('hex');
}

/** As JSON without characters that no database keeps: so is an entry stored and hashed. */
export function written(value: object): string {
  return JSON.stringify(value).replace(escapes, escapedTwice);
}

/** Every escape sequence of JSON; the group takes those of NUL and of halves of characters. */
const escapes = /\\(?:(u0000|ud[89a-f][0-9a-f]{2})|.)/g;

/** What would be such a character becomes the six characters of its escape sequence, which can be kept. */
function escapedTwice(sequence: string, unstorable: string | undefined): string {
  return unstorable === undefined ? sequence : `\\${sequence}`;
}

/** Whether a value once had such a character: then it is not known what it really was. */
export function isEscaped(value: unknown): boolean {
  return /\\\\(u0000|ud[89a-f][0-9a-f]{2})/.test(JSON.stringify(value) ?? '');
}

/** Longer than any id or name should be, and short enough for the index. */
const longest = 600;

/** The columns that repeat the content, for searches. */
export function columnsOf({ seq, kind, event, action, outcome, actor, target, requestId }: EntryContent) {
  return {
    seq,
    kind,
    event,
    action,
    outcome: outcome ?? null,
    actor_id: searchable(actor?.id),
    actor_name: searchable(actor?.name),
    target_id: searchable(target?.id),
    target_name: searchable(target?.name),
    request_id: requestId,
  };
}

function searchable(text: string | undefined): string | null {
  if (text === undefined) return null;
  // Cutting can halve a character.
  return text.slice(0, longest).toWellFormed();
}
