import { Router } from 'express';
import { z } from 'zod';
import { pageHeaders } from '../pages/layout.ts';
import { listMessages } from '../store/messages.ts';
import type { Database } from '../store/open.ts';
import { mailboxPage } from './page.ts';

const PAGE = 25;
const Asked = z.object({
  recipient: z.string().max(320).catch('').default(''),
  before: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional().catch(undefined),
});

/** `/mailbox`: the messages that the tenant kept instead of sending them. */
export function mailboxRouter(db: Database): Router {
  const router = Router();
  router.get('/mailbox', async (request, response) => {
    const { recipient, before } = Asked.parse(request.query);
    const wanted = recipient.trim().replaceAll('\0', '');
    const found = await listMessages(db, { recipient: wanted, before, limit: PAGE + 1 });
    const messages = found.slice(0, PAGE);
    const last = messages.at(-1);
    const older =
      found.length > PAGE && last !== undefined
        ? `/mailbox?${new URLSearchParams({ recipient: wanted, before: String(last.id) }).toString()}`
        : undefined;
    response.set(pageHeaders([])).send(mailboxPage(messages, wanted, older));
  });
  return router;
}
