import { z } from 'zod';
import { hiddenFields, isMasked, isPartlyMasked } from '../access/mask.ts';
import { isJsonObject, type JsonObject, sameJson } from './merge-patch.ts';

/** What a token or an endpoint says of a user, by claim. */
export const Claims = z.record(z.string(), z.unknown());
export type Claims = z.infer<typeof Claims>;

/**
 * How a claim stands to the profile. `added`: the profile has no such attribute, so a rule or an Action
 * has put it in. `withheld`: the profile has it and nobody told, mostly for want of a scope.
 */
export const ClaimState = z.enum(['same', 'different', 'added', 'withheld']);
export type ClaimState = z.infer<typeof ClaimState>;

export const ClaimComparison = z.object({
  claim: z.string(),
  state: ClaimState,
  /** Absent where it is not told. */
  token: z.unknown().optional(),
  answer: z.unknown().optional(),
  profile: z.unknown().optional(),
});
export type ClaimComparison = z.infer<typeof ClaimComparison>;

/** What a token is about itself and not about its user. Sources: RFC 7519 §4.1, RFC 9068 §2.2, OpenID Connect Core 1.0 §2 */
const protocol = new Set(
  'iss aud exp nbf iat jti auth_time nonce acr amr azp at_hash c_hash s_hash sid scope gty permissions org_id org_name client_id clientID global_client_id'.split(
    ' ',
  ),
);

/** Claims with another name than the attribute that they tell. Source: OpenID Connect Core 1.0 §5.1 */
const attributes: Readonly<Record<string, string>> = {
  sub: 'user_id',
  phone_number_verified: 'phone_verified',
  preferred_username: 'username',
};

/** The claims that people are told by, in the order in which they are compared. Source: OpenID Connect Core 1.0 §5.1 */
const standard = [
  'sub',
  'name',
  'given_name',
  'family_name',
  'nickname',
  'preferred_username',
  'picture',
  'email',
  'email_verified',
  'phone_number',
  'phone_number_verified',
  'updated_at',
] as const;

/** Compares what a token and an endpoint say with the profile of the Management API, claim by claim. */
export function compareClaims(
  token: Claims | null,
  answer: Claims | null,
  profile: JsonObject,
): ClaimComparison[] {
  const [inToken, inAnswer, inProfile] = [token ?? {}, answer ?? {}, profile].map(
    (claims) => new Map(Object.entries(claims)),
  );
  const told = [...(inToken?.keys() ?? []), ...(inAnswer?.keys() ?? [])];
  const names = new Set([...standard, ...told].filter((claim) => !protocol.has(claim)));
  return [...names].flatMap((claim): ClaimComparison[] => {
    const attribute = attributes[claim] ?? claim;
    const values = {
      token: inToken?.get(claim),
      answer: inAnswer?.get(claim),
      profile: inProfile?.get(attribute),
    };
    const state = stateOf(claim, values);
    return state === undefined ? [] : [{ claim, state, ...values }];
  });
}

function stateOf(
  claim: string,
  { token, answer, profile }: { token: unknown; answer: unknown; profile: unknown },
): ClaimState | undefined {
  const told = [token, answer].filter((value) => value !== undefined);
  if (told.length === 0) return profile === undefined ? undefined : 'withheld';
  if (profile === undefined) return 'added';
  return told.every((value) => isSame(claim, value, profile)) ? 'same' : 'different';
}

/** Times are told in seconds or as texts, depending on who tells. */
function isSame(claim: string, told: unknown, stored: unknown): boolean {
  if (claim !== 'updated_at') return sameJson(told, stored);
  return secondsOf(told) === secondsOf(stored);
}

function secondsOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Math.floor(value);
  const parsed = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(parsed) ? undefined : Math.floor(parsed / 1000);
}

/**
 * Claims without what a mask hides of their user, and the names of those left out. A claim goes where it
 * tells a hidden attribute, or holds the value of one under whatever name. Where metadata are hidden, every
 * claim that is no standard one goes: Actions make claims of metadata, and nothing tells which of what.
 */
export function maskClaims(
  mask: readonly string[],
  user: JsonObject,
  claims: Claims,
): { claims: Claims; hidden: string[] } {
  if (mask.length === 0) return { claims, hidden: [] };
  const gone = new Set(hiddenFields(mask, user));
  const hidesMetadata = ['user_metadata', 'app_metadata'].some((kind) => isPartlyMasked(mask, kind));
  const secrets = secretsOf((field) => gone.has(field) || isMasked(mask, field), user);
  const known = new Set<string>([...standard, ...protocol]);
  const isHidden = (claim: string, value: unknown) => {
    const attribute = attributes[claim] ?? claim;
    const isOwn = gone.has(attribute) || isMasked(mask, attribute);
    return isOwn || (hidesMetadata && !known.has(claim)) || tells(secrets, value);
  };
  const entries = Object.entries(claims);
  return {
    claims: Object.fromEntries(entries.filter(([claim, value]) => !isHidden(claim, value))),
    hidden: entries.filter(([claim, value]) => isHidden(claim, value)).map(([claim]) => claim),
  };
}

/** The texts that are hidden, of the user and of every identity. */
function secretsOf(isGone: (field: string) => boolean, user: JsonObject): string[] {
  const identities = Array.isArray(user['identities']) ? user['identities'].filter(isJsonObject) : [];
  const profiles = [user, ...identities.map(({ profileData }) => profileData).filter(isJsonObject)];
  return profiles.flatMap((profile) =>
    Object.entries(profile).flatMap(([field, value]) =>
      isGone(field) && typeof value === 'string' && value !== '' ? [value.toLowerCase()] : [],
    ),
  );
}

/** Whether a value holds one of the texts, anywhere in it. */
function tells(secrets: readonly string[], value: unknown): boolean {
  if (typeof value === 'string') {
    const text = value.toLowerCase().replaceAll('%40', '@');
    return secrets.some((secret) => text.includes(secret));
  }
  if (Array.isArray(value)) return value.some((item) => tells(secrets, item));
  return (
    isJsonObject(value) &&
    Object.entries(value).some(([key, inner]) => tells(secrets, key) || tells(secrets, inner))
  );
}
