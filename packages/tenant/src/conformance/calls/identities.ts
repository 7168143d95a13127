import type { ManagementClient } from 'auth0';
import { newUser, type SdkCalls } from './call.ts';

async function linkedUsers(sdk: ManagementClient): Promise<{ primary: string; secondary: string }> {
  const [{ user_id: primary }, { user_id: secondary }] = [await newUser(sdk), await newUser(sdk)];
  await sdk.users.identities.link(primary, { provider: 'auth0', user_id: secondary });
  return { primary, secondary };
}

/** Linking users, and taking them apart again. */
export const IDENTITY_CALLS: SdkCalls = {
  'POST /users/{id}/identities': (sdk) => linkedUsers(sdk),
  'DELETE /users/{id}/identities/{provider}/{user_id}': async (sdk) => {
    const { primary, secondary } = await linkedUsers(sdk);
    return sdk.users.identities.delete(primary, 'auth0', secondary.replace('auth0|', ''));
  },
};
