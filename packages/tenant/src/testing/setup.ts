import { afterAll, afterEach } from 'vitest';
import { failOnFaults } from './kept-faults.ts';
import { clearTenantProcesses } from './tenant-process.ts';

// Here, because files of tests share what they import: a hook beside it would be registered for the first alone.
afterEach(failOnFaults);
afterAll(clearTenantProcesses);
