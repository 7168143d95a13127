import type { Endpoint } from '../../endpoint.ts';
import { linkIdentity } from './link.ts';
import { unlinkIdentity } from './unlink.ts';

/** The operations on the accounts that one user signs in with. */
export const IDENTITY_ENDPOINTS: readonly Endpoint[] = [linkIdentity, unlinkIdentity];
