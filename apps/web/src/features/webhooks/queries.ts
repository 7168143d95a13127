import { webhooksRows } from '@rollcall/shared/contract/webhooks.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';

/** Under which everything about webhooks is cached; invalidate it after a change. */
export const webhooksKey = ['webhooks'] as const;

/** How often the page looks how deliveries go, in milliseconds. */
const lookAgain = 5_000;

/** The webhooks, the oldest first. */
export const webhooksQuery = queryOptions({
  queryKey: [...webhooksKey, 'list'],
  queryFn: async ({ signal }) => (await call(webhooksRows.listWebhooks, { signal })).data.webhooks,
  staleTime: 5_000,
});

const newest: number | undefined = undefined;

/** What was sent to a webhook, the newest first, page after page. */
export function deliveriesQuery(webhookId: string) {
  return infiniteQueryOptions({
    queryKey: [...webhooksKey, 'deliveries', webhookId],
    queryFn: async ({ pageParam, signal }) => {
      const query = { before: pageParam, limit: 50 };
      return (await call(webhooksRows.listWebhookDeliveries, { params: { webhookId }, query, signal })).data;
    },
    initialPageParam: newest,
    getNextPageParam: ({ next }) => next,
    refetchInterval: lookAgain,
  });
}
