import { PasswordPolicy } from '@rollcall/shared/user/password-policy.ts';
import { z } from 'zod';

const levels = {
  none: { minLength: 1, characterTypes: [], requiredTypes: 0, noIdenticalInARow: false },
  low: { minLength: 6, characterTypes: [], requiredTypes: 0, noIdenticalInARow: false },
  fair: {
    minLength: 8,
    characterTypes: ['lowercase', 'uppercase', 'number'],
    requiredTypes: 3,
    noIdenticalInARow: false,
  },
  good: {
    minLength: 8,
    characterTypes: ['lowercase', 'uppercase', 'number', 'special'],
    requiredTypes: 3,
    noIdenticalInARow: false,
  },
  excellent: {
    minLength: 10,
    characterTypes: ['lowercase', 'uppercase', 'number', 'special'],
    requiredTypes: 3,
    noIdenticalInARow: true,
  },
} satisfies Record<string, Partial<PasswordPolicy>>;

const switchable = z.object({ enable: z.boolean().nullish() }).nullish();
const active = z.object({ active: z.boolean().nullish() }).nullish();

/** The password options of a database connection, in the old form and in the new one that replaces it. */
export const PasswordOptions = z.object({
  passwordPolicy: z.enum(['none', 'low', 'fair', 'good', 'excellent']).nullish(),
  password_complexity_options: z.object({ min_length: z.number().int().nullish() }).nullish(),
  password_history: z.object({ enable: z.boolean().nullish(), size: z.number().int().nullish() }).nullish(),
  password_dictionary: switchable,
  password_no_personal_info: switchable,
  password_options: z
    .object({
      complexity: z
        .object({
          min_length: z.number().int().nullish(),
          character_types: PasswordPolicy.shape.characterTypes.nullish(),
          character_type_rule: z.enum(['all', 'three_of_four']).nullish(),
          identical_characters: z.enum(['allow', 'block']).nullish(),
          sequential_characters: z.enum(['allow', 'block']).nullish(),
        })
        .nullish(),
      history: z.object({ active: z.boolean().nullish(), size: z.number().int().nullish() }).nullish(),
      dictionary: active,
      profile_data: active,
    })
    .nullish(),
});
type PasswordOptions = z.infer<typeof PasswordOptions>;

/**
 * The policy that a database connection's options amount to. `password_options`, where present,
 * replaces the older options altogether.
 * Sources: auth0.com/docs/authenticate/database-connections/password-strength, .../flexible-password-policy
 */
export function passwordPolicyOf(options: PasswordOptions): PasswordPolicy {
  return options.password_options === undefined || options.password_options === null
    ? levelPolicy(options)
    : flexiblePolicy(options.password_options);
}

function levelPolicy(options: PasswordOptions): PasswordPolicy {
  const level = levels[options.passwordPolicy ?? 'none'];
  const history = options.password_history;
  return {
    ...level,
    minLength: options.password_complexity_options?.min_length ?? level.minLength,
    noSequence: false,
    noPersonalInfo: options.password_no_personal_info?.enable === true,
    dictionary: options.password_dictionary?.enable === true,
    history: history?.enable === true ? (history.size ?? 5) : 0,
  };
}

function flexiblePolicy(options: NonNullable<PasswordOptions['password_options']>): PasswordPolicy {
  const { complexity, history, dictionary, profile_data: profileData } = options;
  const characterTypes = complexity?.character_types ?? [];
  const isThreeOfFour = complexity?.character_type_rule === 'three_of_four' && characterTypes.length === 4;
  return {
    minLength: complexity?.min_length ?? 1,
    characterTypes,
    requiredTypes: isThreeOfFour ? 3 : characterTypes.length,
    noIdenticalInARow: complexity?.identical_characters === 'block',
    noSequence: complexity?.sequential_characters === 'block',
    noPersonalInfo: profileData?.active === true,
    dictionary: dictionary?.active === true,
    history: history?.active === true ? (history.size ?? 1) : 0,
  };
}
