import type { webhooksRows } from '@rollcall/shared/contract/webhooks.ts';
import type { HandlersOf } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';

async function missing(): Promise<never> {
  throw new ProblemError('internal_error');
}

export function webhooksHandlers(): HandlersOf<typeof webhooksRows> {
  return {
    listWebhooks: missing,
    createWebhook: missing,
    updateWebhook: missing,
    deleteWebhook: missing,
    listWebhookDeliveries: missing,
    redeliverWebhook: missing,
  };
}
