import type { Endpoint } from '../endpoint.ts';
import { createEmailVerificationTicket } from './email-verification.ts';
import { createPasswordChangeTicket } from './password-change.ts';

/** The operations that make tickets. */
export const TICKET_ENDPOINTS: readonly Endpoint[] = [
  createPasswordChangeTicket,
  createEmailVerificationTicket,
];
