import { afterEach, beforeEach, vi } from 'vitest';

const methods = ['error', 'warn'] as const;

// Warnings that nobody reads pile up: whatever a test writes to the console without saying so fails it.
beforeEach(() => {
  for (const method of methods) vi.spyOn(console, method);
});

afterEach(() => {
  const said = methods.flatMap((method) =>
    vi.mocked(console[method]).mock.calls.map((words) => [method, ...words]),
  );
  for (const method of methods) vi.mocked(console[method]).mockRestore();
  if (said.length > 0) {
    throw new Error(`The test wrote to the console; mock it there if that is right: ${JSON.stringify(said)}`);
  }
});
