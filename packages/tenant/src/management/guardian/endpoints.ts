import type { Endpoint } from '../endpoint.ts';
import { createTicket } from './enrollment-ticket.ts';
import { deleteEnrollment, getEnrollment } from './enrollments.ts';

/** The operations on enrolments of multi-factor authentication, by their own ids. */
export const GUARDIAN_ENDPOINTS: readonly Endpoint[] = [createTicket, getEnrollment, deleteEnrollment];
