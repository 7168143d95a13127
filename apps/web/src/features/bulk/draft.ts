import { BulkAct, type BulkActName, bulkActNames } from '@rollcall/shared/bulk/acts.ts';
import { z } from 'zod';

const Pick = z.object({ id: z.string(), label: z.string() });

/** An act as it is being said. */
export const Draft = z.object({
  name: z.enum(bulkActNames),
  picked: z.array(Pick),
  days: z.number().optional(),
  moment: z.string(),
  hours: z.number().optional(),
  marksVerified: z.boolean(),
  user_metadata: z.string(),
  app_metadata: z.string(),
  text: z.string(),
  reason: z.string(),
});
export type Draft = z.infer<typeof Draft>;

/** Nothing is said yet. */
export const emptyDraft: Draft = {
  name: 'block',
  picked: [],
  days: 30,
  moment: '',
  hours: 24,
  marksVerified: false,
  user_metadata: '',
  app_metadata: '',
  text: '',
  reason: '',
};

/** The act that was said, or what is still missing, in a sentence. */
export function actOf(draft: Draft): { act: BulkAct } | { missing: string } {
  const body = bodyOf(draft);
  if ('missing' in body) return body;
  const read = BulkAct.safeParse(body.body);
  if (read.success) return { act: read.data };
  const [issue] = read.error.issues;
  return { missing: issue?.message ?? 'This act cannot be done.' };
}

function bodyOf(draft: Draft): { body: object } | { missing: string } {
  const { name, picked } = draft;
  switch (name) {
    case 'block_until': {
      const until = new Date(draft.moment);
      if (!(until.getTime() > Date.now())) return { missing: 'Choose a moment that is to come.' };
      return { body: { block_until: { until: until.toISOString() } } };
    }
    case 'delete_later':
      return { body: { delete_later: { days: draft.days } } };
    case 'assign_roles':
    case 'remove_roles':
      return { body: { [name]: { roles: picked.map(({ id }) => id) } } };
    case 'add_to_organization':
    case 'remove_from_organization': {
      const [organization] = picked;
      if (organization === undefined) return { missing: 'Choose an organization.' };
      return { body: { [name]: { organization_id: organization.id } } };
    }
    case 'user_metadata':
    case 'app_metadata':
      return metadataBody(draft);
    case 'create_password_tickets': {
      const ttl_sec = Math.round((draft.hours ?? 0) * 3600);
      return { body: { [name]: { ttl_sec, mark_email_as_verified: draft.marksVerified } } };
    }
    default:
      return { body: { [name]: true } };
  }
}

function metadataBody(draft: Draft): { body: object } | { missing: string } {
  const said = (['user_metadata', 'app_metadata'] as const).filter((kind) => draft[kind].trim() !== '');
  if (said.length === 0) return { missing: 'Write what is to change, as a merge patch.' };
  const body: Record<string, unknown> = {};
  for (const kind of said) {
    try {
      body[kind] = JSON.parse(draft[kind]);
    } catch {
      return { missing: `The patch of ${kind} is not JSON.` };
    }
  }
  return { body };
}

/** The acts as they are offered: both kinds of metadata are one. */
export const offeredActs: readonly BulkActName[] = bulkActNames.filter((name) => name !== 'app_metadata');
