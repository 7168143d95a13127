import { z } from 'zod';

const MAX_PROPERTIES = 25;
const MAX_LENGTH = 255;

/** What applications note about a session or a refresh token: texts by name; null removes all of it. */
export const TokenMetadata = z
  .record(z.string(), z.string().max(MAX_LENGTH))
  .refine(
    (metadata) => Object.keys(metadata).length <= MAX_PROPERTIES,
    `Too many properties defined, maximum ${MAX_PROPERTIES}`,
  )
  .nullable();

/** The words Auth0's messages add. @param owner such as `session` */
export function metadataWords(owner: string): string {
  return `Metadata associated with the ${owner}, in the form of an object with string values (max ${MAX_LENGTH} chars). Maximum of ${MAX_PROPERTIES} metadata properties allowed.`;
}

/** The refusal of a body that changes nothing. */
export const NOTHING_TO_CHANGE = 'Too few properties defined (0), minimum 1';
