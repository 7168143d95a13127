import type { Database } from './open.ts';

/** An e-mail or text message that the tenant would send; here it is kept, and shown on a page. */
export interface Message {
  kind:
    | 'verify_email'
    | 'reset_email'
    | 'invitation'
    | 'code_email'
    | 'code_sms'
    | 'mfa_enrollment'
    | 'job_report';
  /** An e-mail address or a phone number. */
  recipient: string;
  subject: string;
  /** Plain text. */
  body: string;
  /** Where it leads, when it leads somewhere. */
  link?: string | undefined;
  user_id?: string | undefined;
}

/** Keeps a message for the mailbox page of this tenant; nothing leaves the machine. */
export async function sendMessage(db: Database, { link, user_id, ...message }: Message): Promise<void> {
  await db
    .insertInto('messages')
    .values({ ...message, link: link ?? null, user_id: user_id ?? null })
    .execute();
}

/** A message that was kept. */
export interface KeptMessage extends Omit<Message, 'link' | 'user_id'> {
  id: number;
  sent_at: Date;
  link: string | null;
}

/** Which messages are wanted; everybody's when `recipient` is empty. */
interface MessageQuery {
  recipient: string;
  /** Only those older than the one with this id. */
  before: number | undefined;
  limit: number;
}

/** The messages that were kept, the newest first. */
export async function listMessages(
  db: Database,
  { recipient, before, limit }: MessageQuery,
): Promise<KeptMessage[]> {
  return db
    .selectFrom('messages')
    .select(['id', 'sent_at', 'kind', 'recipient', 'subject', 'body', 'link'])
    .$if(recipient !== '', (query) => query.where('recipient', 'in', [recipient, recipient.toLowerCase()]))
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
