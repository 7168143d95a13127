import { ManagementError } from './management-error.ts';

/**
 * How many of each there may be.
 * @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/entity-limit-policy
 */
export const ENTITY_LIMITS = {
  rolesOfTenant: 1_000,
  rolesOfUser: 50,
  permissionsOfUser: 1_000,
  permissionsOfRole: 1_000,
} as const;

/** The refusal of one more than there may be. @param where such as `this tenant` */
export function tooManyEntities(where: string): ManagementError {
  return new ManagementError(
    403,
    `You reached the limit of entities of this type for ${where}.`,
    'too_many_entities',
  );
}
