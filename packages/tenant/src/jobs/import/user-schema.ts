import { z } from 'zod';
import { metadataFault } from '../../management/users/metadata.ts';
import { CustomPasswordHash } from '../../passwords/custom-hash.ts';
import type { RowErrorParameters } from './row-error.ts';

const Email = z
  .email()
  .max(254)
  .refine((email) => email.lastIndexOf('@') <= 64, {
    error: 'String is too long, maximum 64 characters before the @',
    params: { code: 'MAX_LENGTH' } satisfies RowErrorParameters,
  });
const Phone = z.string().regex(/^\+[0-9]{1,15}$/u);

/** bcrypt with ten rounds: what the tenant itself would have made. */
const PasswordHash = z.string().refine((hash) => /^\$2[ab]\$10\$[./A-Za-z0-9]{53}$/u.test(hash), {
  error: 'String does not match pattern ^\\$2[ab]\\$10\\$[./A-Za-z0-9]{53}$',
  params: { code: 'PATTERN' } satisfies RowErrorParameters,
});

const Factor = z
  .strictObject({
    totp: z.strictObject({ secret: z.string().regex(/^[A-Z2-7]+$/u) }).optional(),
    phone: z.strictObject({ value: Phone }).optional(),
    email: z.strictObject({ value: z.email() }).optional(),
  })
  .superRefine((factor, context) => {
    const count = Object.keys(factor).length;
    if (count === 0) {
      context.addIssue({
        code: 'custom',
        message: 'Data does not match any of totp, phone, email',
        params: { code: 'ANY_OF_MISSING' } satisfies RowErrorParameters,
      });
    } else if (count > 1) {
      context.addIssue({
        code: 'custom',
        message: `Too many properties defined (${count}), maximum 1`,
        params: { code: 'MAXIMUM' } satisfies RowErrorParameters,
      });
    }
  });

const Metadata = (kind: 'user_metadata' | 'app_metadata') =>
  z.record(z.string(), z.json()).superRefine((metadata, context) => {
    const message = metadataFault(kind, metadata);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });

/**
 * One user of an import, as the file has it.
 * @see https://auth0.com/docs/manage-users/user-migration/bulk-user-import-database-schema-and-examples
 */
export const ImportedUser = z
  .strictObject({
    email: Email,
    email_verified: z.boolean().optional(),
    phone_number: Phone.optional(),
    phone_verified: z.boolean().optional(),
    user_id: z.string().max(255).regex(/^\S*$/u).optional(),
    username: z.string().min(1).max(128).optional(),
    given_name: z.string().min(1).max(150).optional(),
    family_name: z.string().min(1).max(150).optional(),
    name: z.string().min(1).max(300).optional(),
    nickname: z.string().min(1).max(300).optional(),
    picture: z.string().optional(),
    blocked: z.boolean().optional(),
    password_hash: PasswordHash.optional(),
    custom_password_hash: CustomPasswordHash.optional(),
    app_metadata: Metadata('app_metadata').optional(),
    user_metadata: Metadata('user_metadata').optional(),
    mfa_factors: z.array(Factor).min(1).max(10).optional(),
  })
  .superRefine((user, context) => {
    if (user.password_hash === undefined || user.custom_password_hash === undefined) return;
    context.addIssue({
      code: 'custom',
      path: ['custom_password_hash'],
      message: 'password_hash and custom_password_hash are mutually exclusive',
    });
  });
export type ImportedUser = z.output<typeof ImportedUser>;
