import { z } from 'zod';
import type { JsonObject } from '../store/schema.ts';

const CharacterType = z.enum(['uppercase', 'lowercase', 'number', 'special']);
/** A kind of character that a password may have to contain. */
export type CharacterType = z.output<typeof CharacterType>;

/** What a connection demands of a new password, whichever way it is written down. */
export interface PasswordPolicy {
  minLength: number;
  characterTypes: readonly CharacterType[];
  /** How many of the types have to be there. */
  typesNeeded: number;
  /** Whether three or more of the same in a row are refused. */
  blocksIdentical: boolean;
  /** Whether three or more in a row such as `abc` or `321` are refused. */
  blocksSequences: boolean;
  /** More bytes than that are refused; undefined when they are cut off instead. */
  maxBytes: number | undefined;
  /** How many passwords are remembered; 0 when none is. */
  remembered: number;
  dictionary: { size: '10k' | '100k'; own: readonly string[] } | undefined;
  /** Paths into the profile whose values may not be part of a password. */
  personal: readonly string[];
}

/** Bcrypt sees no more. */
const MAX_BYTES = 72;
const DEFAULT_HISTORY = 5;
const ALL_TYPES = ['lowercase', 'uppercase', 'number', 'special'] as const;
const PERSONAL = [
  'name',
  'username',
  'nickname',
  'user_metadata.name',
  'user_metadata.first',
  'user_metadata.last',
  'email',
];

const History = z.object({ size: z.int().min(0).max(24).optional() });

const Legacy = z.object({
  passwordPolicy: z.enum(['none', 'low', 'fair', 'good', 'excellent']).nullish().catch(undefined),
  password_complexity_options: z
    .object({ min_length: z.int().min(1).max(128).optional() })
    .nullish()
    .catch(undefined),
  password_history: History.extend({ enable: z.boolean().optional() }).nullish().catch(undefined),
  password_dictionary: z
    .object({ enable: z.boolean().optional(), dictionary: z.array(z.string()).optional() })
    .nullish()
    .catch(undefined),
  password_no_personal_info: z.object({ enable: z.boolean().optional() }).nullish().catch(undefined),
});

const Flexible = z.object({
  complexity: z
    .object({
      min_length: z.int().min(1).max(MAX_BYTES).optional(),
      character_types: z.array(CharacterType).optional(),
      character_type_rule: z.enum(['all', 'three_of_four']).optional(),
      identical_characters: z.enum(['allow', 'block']).optional(),
      sequential_characters: z.enum(['allow', 'block']).optional(),
      max_length_exceeded: z.enum(['truncate', 'error']).optional(),
    })
    .catch({})
    .optional(),
  history: History.extend({ active: z.boolean().optional() }).catch({}).optional(),
  dictionary: z
    .object({
      active: z.boolean().optional(),
      default: z.enum(['en_10k', 'en_100k']).optional(),
      custom: z.array(z.string()).optional(),
    })
    .catch({})
    .optional(),
  profile_data: z
    .object({ active: z.boolean().optional(), blocked_fields: z.array(z.string()).optional() })
    .catch({})
    .optional(),
});

/**
 * Reads the policy out of a connection's options. Where there is `password_options`, it alone counts;
 * what cannot be understood demands nothing.
 * @see https://auth0.com/docs/authenticate/database-connections/flexible-password-policy
 * @see https://auth0.com/docs/authenticate/database-connections/password-strength
 * @see https://auth0.com/docs/authenticate/database-connections/password-options
 */
export function readPolicy(options: JsonObject): PasswordPolicy {
  const flexible = Flexible.safeParse(options['password_options']);
  return flexible.success ? readFlexible(flexible.data) : readLegacy(Legacy.parse(options));
}

function readFlexible({
  complexity = {},
  history,
  dictionary,
  profile_data,
}: z.output<typeof Flexible>): PasswordPolicy {
  const characterTypes = [...new Set(complexity.character_types ?? [])];
  const threeOfFour = complexity.character_type_rule === 'three_of_four' && characterTypes.length === 4;
  return {
    minLength: complexity.min_length ?? 1,
    characterTypes,
    typesNeeded: threeOfFour ? 3 : characterTypes.length,
    blocksIdentical: complexity.identical_characters === 'block',
    blocksSequences: complexity.sequential_characters === 'block',
    maxBytes: complexity.max_length_exceeded === 'error' ? MAX_BYTES : undefined,
    remembered: history?.active === true ? (history.size ?? DEFAULT_HISTORY) : 0,
    dictionary:
      dictionary?.active === true
        ? { size: dictionary.default === 'en_100k' ? '100k' : '10k', own: dictionary.custom ?? [] }
        : undefined,
    personal: profile_data?.active === true ? (profile_data.blocked_fields ?? PERSONAL) : [],
  };
}

/** The five levels. */
const LEVELS = {
  none: { minLength: 1, characterTypes: [], typesNeeded: 0, blocksIdentical: false },
  low: { minLength: 6, characterTypes: [], typesNeeded: 0, blocksIdentical: false },
  fair: {
    minLength: 8,
    characterTypes: ['lowercase', 'uppercase', 'number'],
    typesNeeded: 3,
    blocksIdentical: false,
  },
  good: { minLength: 8, characterTypes: ALL_TYPES, typesNeeded: 3, blocksIdentical: false },
  excellent: { minLength: 10, characterTypes: ALL_TYPES, typesNeeded: 3, blocksIdentical: true },
} as const;

function readLegacy(options: z.output<typeof Legacy>): PasswordPolicy {
  const level = LEVELS[options.passwordPolicy ?? 'none'];
  const { password_history: history, password_dictionary: dictionary } = options;
  return {
    ...level,
    minLength: options.password_complexity_options?.min_length ?? level.minLength,
    blocksSequences: false,
    maxBytes: undefined,
    remembered: history?.enable === true ? (history.size ?? DEFAULT_HISTORY) : 0,
    dictionary: dictionary?.enable === true ? { size: '10k', own: dictionary.dictionary ?? [] } : undefined,
    personal: options.password_no_personal_info?.enable === true ? PERSONAL : [],
  };
}
