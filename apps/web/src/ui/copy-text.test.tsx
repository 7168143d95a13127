// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { CopyButton } from './copy-text.tsx';
import { ToastRegion } from './toast-region.tsx';

afterEach(cleanup);

function show(writeText: (text: string) => Promise<void>) {
  // Its own clipboard is put in place of the browser's, so the test's comes after it.
  const person = userEvent.setup();
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(writeText);
  render(
    <>
      <CopyButton text="auth0|1" label="user_id" />
      <ToastRegion />
    </>,
  );
  return person;
}

test('copies, and ticks it off', async () => {
  const copied: string[] = [];
  const person = show((text) => Promise.resolve(void copied.push(text)));
  await person.click(screen.getByRole('button', { name: 'Copy user_id' }));
  expect(await screen.findByRole('button', { name: 'Copied user_id' })).toBeTruthy();
  expect(copied).toEqual(['auth0|1']);
});

test('says so where the browser refuses, and ticks nothing off', async () => {
  const person = show(() => Promise.reject(new DOMException('No.', 'NotAllowedError')));
  await person.click(screen.getByRole('button', { name: 'Copy user_id' }));
  expect(await screen.findByText(/did not let Rollcall copy/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Copied user_id' })).toBeNull();
});
