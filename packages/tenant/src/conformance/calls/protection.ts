import { newUser, type SdkCalls } from './call.ts';

/** What holds back those who guess passwords, and tickets. */
export const PROTECTION_CALLS: SdkCalls = {
  'GET /user-blocks': async (sdk) =>
    sdk.userBlocks.listByIdentifier({ identifier: (await newUser(sdk)).email }),
  'DELETE /user-blocks': async (sdk) =>
    sdk.userBlocks.deleteByIdentifier({ identifier: (await newUser(sdk)).email }),
  'GET /user-blocks/{id}': async (sdk) => sdk.userBlocks.list((await newUser(sdk)).user_id),
  'DELETE /user-blocks/{id}': async (sdk) => sdk.userBlocks.delete((await newUser(sdk)).user_id),
  'GET /anomaly/blocks/ips/{id}': (sdk) => sdk.anomaly.blocks.checkIp('203.0.113.200'),
  'DELETE /anomaly/blocks/ips/{id}': (sdk) => sdk.anomaly.blocks.unblockIp('203.0.113.7'),
  'POST /tickets/password-change': async (sdk) =>
    sdk.tickets.changePassword({
      user_id: (await newUser(sdk)).user_id,
      result_url: 'https://app.example/after',
      ttl_sec: 3_600,
      mark_email_as_verified: true,
    }),
  'POST /tickets/email-verification': async (sdk) =>
    sdk.tickets.verifyEmail({ user_id: (await newUser(sdk)).user_id, client_id: 'rollcall_local_web' }),
};
