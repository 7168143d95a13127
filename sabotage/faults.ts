import type { Fault } from './fault.ts';
import { accessFaults } from './faults/access.ts';
import { auditFaults } from './faults/audit.ts';
import { managementFaults } from './faults/management.ts';
import { sessionFaults } from './faults/sessions.ts';
import { teamFaults } from './faults/team.ts';
import { webhookFaults } from './faults/webhooks.ts';

/** All faults that can be planted, each of which has to turn the tests red. */
export const faults: readonly Fault[] = [
  ...accessFaults,
  ...teamFaults,
  ...sessionFaults,
  ...managementFaults,
  ...auditFaults,
  ...webhookFaults,
];
