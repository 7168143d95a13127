import { z } from 'zod';

/** What an import was asked to do. */
export const ImportParameters = z.object({
  upsert: z.boolean(),
  external_id: z.string().optional(),
  send_completion_email: z.boolean(),
});
