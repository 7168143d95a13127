import { newUser, type SdkCalls } from './call.ts';

/** Log events and statistics. */
export const LOG_CALLS: SdkCalls = {
  'GET /logs': (sdk) => sdk.logs.list({ search: 'type:sapi', per_page: 5, include_totals: true }),
  'GET /logs/{id}': async (sdk) => {
    await newUser(sdk);
    const { data } = await sdk.logs.list({ per_page: 1 });
    return sdk.logs.get(data[0]?.log_id ?? '');
  },
  'GET /users/{id}/logs': async (sdk) => {
    const { user_id } = await newUser(sdk);
    return sdk.users.logs.list(user_id, { per_page: 5, sort: 'date:-1', include_totals: true });
  },
  'GET /stats/active-users': (sdk) => sdk.stats.getActiveUsersCount(),
  'GET /stats/daily': (sdk) => sdk.stats.getDaily({ from: '20260101', to: '20261231' }),
};
