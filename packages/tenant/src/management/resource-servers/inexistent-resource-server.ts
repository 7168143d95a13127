import { ManagementError } from '../management-error.ts';

/** The refusal of an API that is not there; Auth0 ends this message without a dot. */
export function inexistentResourceServer(): ManagementError {
  return new ManagementError(404, 'The resource server does not exist', 'inexistent_resource_server');
}
