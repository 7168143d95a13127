import { z } from 'zod';
import type { GrantDraft } from './grant-draft.ts';
import type { PartDraft } from './scope-draft.ts';

const Condition = z.object({
  id: z.string(),
  kind: z.literal('condition'),
  isNegated: z.boolean(),
  subject: z.enum(['connection', 'domain', 'metadata']),
  path: z.string(),
  operator: z.enum(['is', 'in', 'set']),
  valueType: z.enum(['text', 'number', 'boolean']),
  values: z.array(z.string()),
});
const Group = z.object({
  id: z.string(),
  kind: z.literal('group'),
  isNegated: z.boolean(),
  joint: z.enum(['and', 'or']),
  parts: z.array(z.lazy((): z.ZodType<PartDraft> => z.union([Condition, Group]))),
});

/** Grants as they were typed, when the page was left to sign in again: complete or not. */
export const KeptDrafts: z.ZodType<GrantDraft[]> = z.array(
  z.object({
    id: z.string(),
    role: z.string().nullable(),
    scope: z.union([
      z.object({ kind: z.literal('everybody') }),
      z.object({ kind: z.literal('builder'), root: Group }),
      z.object({ kind: z.literal('json'), text: z.string() }),
    ]),
    mask: z.array(z.string()),
    assignableRoles: z.array(z.string()).optional(),
  }),
);
