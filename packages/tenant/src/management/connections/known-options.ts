import { z } from 'zod';

const Size = z.int().min(1).max(128);
const Words = z.array(z.string().max(50)).max(200);
const Enabled = z.strictObject({ enabled: z.boolean().exactOptional() });

const Signup = z.strictObject({ status: z.enum(['required', 'optional', 'inactive']).exactOptional() });
const VerifiedSignup = Signup.extend({
  verification: z.strictObject({ active: z.boolean().exactOptional() }).exactOptional(),
});

function identifier(method: string) {
  return z
    .strictObject({
      active: z.boolean().exactOptional(),
      default_method: z.enum(['password', method]).exactOptional(),
    })
    .exactOptional();
}

/** What users of a database connection are known by. @see https://auth0.com/docs/authenticate/database-connections/flexible-identifiers-and-attributes */
const Attributes = z
  .strictObject({
    email: z
      .strictObject({
        identifier: identifier('email_otp'),
        unique: z.boolean().exactOptional(),
        profile_required: z.boolean().exactOptional(),
        verification_method: z.enum(['link', 'otp']).exactOptional(),
        signup: VerifiedSignup.exactOptional(),
      })
      .exactOptional(),
    phone_number: z
      .strictObject({
        identifier: identifier('phone_otp'),
        profile_required: z.boolean().exactOptional(),
        signup: VerifiedSignup.exactOptional(),
      })
      .exactOptional(),
    username: z
      .strictObject({
        identifier: z.strictObject({ active: z.boolean().exactOptional() }).exactOptional(),
        profile_required: z.boolean().exactOptional(),
        signup: Signup.exactOptional(),
        validation: z
          .strictObject({
            min_length: Size.exactOptional(),
            max_length: Size.exactOptional(),
            allowed_types: z
              .strictObject({
                email: z.boolean().exactOptional(),
                phone_number: z.boolean().exactOptional(),
              })
              .exactOptional(),
          })
          .exactOptional(),
      })
      .exactOptional(),
  })
  .refine((attributes) => Object.keys(attributes).length > 0, 'Too few properties defined (0), minimum 1');

/** @see https://auth0.com/docs/authenticate/database-connections/flexible-password-policy */
const PasswordOptions = z.strictObject({
  complexity: z
    .strictObject({
      min_length: z.int().min(1).max(72).exactOptional(),
      character_types: z.array(z.enum(['uppercase', 'lowercase', 'number', 'special'])).exactOptional(),
      character_type_rule: z.enum(['all', 'three_of_four']).exactOptional(),
      identical_characters: z.enum(['allow', 'block']).exactOptional(),
      sequential_characters: z.enum(['allow', 'block']).exactOptional(),
      max_length_exceeded: z.enum(['truncate', 'error']).exactOptional(),
    })
    .exactOptional(),
  dictionary: z
    .strictObject({
      active: z.boolean().exactOptional(),
      custom: Words.exactOptional(),
      default: z.enum(['en_10k', 'en_100k']).exactOptional(),
    })
    .exactOptional(),
  history: z
    .strictObject({ active: z.boolean().exactOptional(), size: z.int().min(1).max(24).exactOptional() })
    .exactOptional(),
  profile_data: z
    .strictObject({
      active: z.boolean().exactOptional(),
      blocked_fields: z.array(z.string().max(100)).max(12).exactOptional(),
    })
    .exactOptional(),
});

/** What this tenant acts upon; everything else in `options` is kept as it comes. */
export const KnownOptions = z.looseObject({
  set_user_root_attributes: z.enum(['on_each_login', 'on_first_login', 'never_on_login']).exactOptional(),
  non_persistent_attrs: z.array(z.string()).nullable().exactOptional(),
  passwordPolicy: z.enum(['none', 'low', 'fair', 'good', 'excellent']).nullable().exactOptional(),
  password_complexity_options: z
    .strictObject({ min_length: Size.exactOptional() })
    .nullable()
    .exactOptional(),
  password_history: z
    .strictObject({ enable: z.boolean(), size: z.int().min(0).max(24).exactOptional() })
    .nullable()
    .exactOptional(),
  password_dictionary: z
    .strictObject({ enable: z.boolean(), dictionary: Words.exactOptional() })
    .nullable()
    .exactOptional(),
  password_no_personal_info: z.strictObject({ enable: z.boolean() }).nullable().exactOptional(),
  password_options: PasswordOptions.exactOptional(),
  import_mode: z.boolean().exactOptional(),
  enabledDatabaseCustomization: z.boolean().exactOptional(),
  disable_self_service_change_password: z.boolean().exactOptional(),
  requires_username: z.boolean().exactOptional(),
  validation: z
    .strictObject({ username: z.strictObject({ min: Size, max: Size }).nullable().exactOptional() })
    .nullable()
    .exactOptional(),
  attributes: Attributes.exactOptional(),
  precedence: z
    .array(z.enum(['email', 'phone_number', 'username']))
    .min(3)
    .exactOptional(),
  authentication_methods: z
    .strictObject({
      password: Enabled.extend({
        api_behavior: z.enum(['required', 'optional']).exactOptional(),
        signup_behavior: z.enum(['allow', 'block']).exactOptional(),
      }).exactOptional(),
      passkey: Enabled.exactOptional(),
      email_otp: Enabled.exactOptional(),
      phone_otp: Enabled.exactOptional(),
    })
    .nullable()
    .exactOptional(),
});
