import { afterEach, beforeEach, expect, vi } from 'vitest';

// Warnings that nobody reads pile up: whatever a test writes to the console without saying so fails it.
beforeEach(() => {
  vi.spyOn(console, 'error');
  vi.spyOn(console, 'warn');
});

afterEach(() => {
  for (const method of ['error', 'warn'] as const) {
    const spy = vi.mocked(console[method]);
    expect(spy.mock.calls, `console.${method} was called; mock it in the test if that is right`).toEqual([]);
    spy.mockRestore();
  }
});
