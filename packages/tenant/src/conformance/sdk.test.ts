import type { ManagementClient } from 'auth0';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tenant } from '../start.ts';
import { officialSdk } from '../testing/official-sdk.ts';
import { startTestTenant } from '../testing/test-tenant.ts';
import { ACCESS_CALLS } from './calls/access.ts';
import type { SdkCalls } from './calls/call.ts';
import { FACTOR_CALLS } from './calls/factors.ts';
import { IDENTITY_CALLS } from './calls/identities.ts';
import { JOB_CALLS } from './calls/jobs.ts';
import { LOG_CALLS } from './calls/logs.ts';
import { ORGANIZATION_CALLS } from './calls/organizations.ts';
import { PROTECTION_CALLS } from './calls/protection.ts';
import { SESSION_CALLS } from './calls/sessions.ts';
import { TENANT_CALLS } from './calls/tenant.ts';
import { USER_CALLS } from './calls/users.ts';
import { findFault, referenceOf } from './check.ts';
import { REFERENCE } from './reference.ts';

const CALLS: SdkCalls = {
  ...ACCESS_CALLS,
  ...FACTOR_CALLS,
  ...IDENTITY_CALLS,
  ...USER_CALLS,
  ...LOG_CALLS,
  ...JOB_CALLS,
  ...ORGANIZATION_CALLS,
  ...TENANT_CALLS,
  ...SESSION_CALLS,
  ...PROTECTION_CALLS,
};

let tenant: Tenant;
let sdk: ManagementClient;
const succeeded = new Set<string>();

beforeAll(async () => {
  tenant = await startTestTenant({
    observe: (exchange) => {
      const fault = findFault(exchange);
      if (fault !== undefined) throw new Error(fault);
      const { endpoint, status } = exchange;
      if (status < 300) succeeded.add(referenceOf(endpoint.method, endpoint.path)?.name ?? endpoint.path);
    },
  });
  sdk = officialSdk(tenant);
});

afterAll(() => tenant.close());

test('the SDK is asked to drive what the reference describes, and nothing else', () => {
  expect(Object.keys(CALLS).toSorted()).toEqual(REFERENCE.map(({ name }) => name).toSorted());
});

test.each(Object.entries(CALLS))('the official SDK drives %s', async (name, call) => {
  succeeded.clear();
  await call(sdk, tenant);
  expect([...succeeded]).toContain(name);
});
